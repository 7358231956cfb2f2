import type { SourceTrouble } from '../domain/finding.ts'
import type { Clock, Logger } from '../domain/ports.ts'
import { reasonOf } from '../domain/reason.ts'
import type { Unseen } from './evaluate/evaluate.ts'
import type { PollStore } from './ingest/poll-ports.ts'

/** Polls that may fail before Lookout reports itself as not ready. */
const unreadyAfter = 3

/** Errors of the source say what people are to know of them. */
const hasTrouble = (error: unknown): error is { readonly trouble: SourceTrouble } =>
  error instanceof Error && 'trouble' in error && typeof error.trouble === 'object'

/**
 * Whether the source can be read: for /readyz, the log (once for each change) and the state. `isOurs` tells errors of
 * the source from others, which are thrown.
 */
export const createSourceHealth = (
  store: Pick<PollStore, 'recordPoll'>,
  isOurs: (error: unknown) => boolean,
  clock: Clock,
  log: Logger,
) => {
  let failures = 0
  let everReached = false
  let reason = 'no poll has ended yet'
  let trouble: SourceTrouble = { error: reason }
  let reachedAt = clock.now()

  const reached = async (): Promise<void> => {
    if (failures > 0) log.info({ failures }, 'database reachable again')
    failures = 0
    everReached = true
    reachedAt = clock.now()
    await store.recordPoll({ at: reachedAt, ok: true, reason: '' })
  }

  const failed = async (error: unknown): Promise<void> => {
    const why = reasonOf(error)
    failures++
    if (failures === 1 || why !== reason)
      log.error(
        { failures, error: why },
        everReached ? 'database unreachable; retrying' : 'database not reachable yet; retrying',
      )
    reason = why
    trouble = hasTrouble(error) ? error.trouble : { error: why }
    await store.recordPoll({ at: clock.now(), ok: false, reason: why, trouble })
  }

  return {
    /** Reads; null if the source could not be read, which is recorded and logged. */
    watch: async <T>(read: () => Promise<T>, signal: AbortSignal): Promise<T | null> => {
      try {
        const outcome = await read()
        await reached()
        return outcome
      } catch (error) {
        if (signal.aborted || isOurs(error)) throw error
        await failed(error)
        return null
      }
    },
    /** Our clock at the last successful poll, or at the start, epoch milliseconds. */
    reachedAt: () => reachedAt,
    /** Since when nothing can be read, and why. */
    noData: (): Unseen => ({
      since: reachedAt,
      cause: { kind: 'unreadable', ...trouble },
      saw: 'unread',
      failedPolls: failures,
    }),
    /** Why Lookout is not ready, one line for each reason. */
    unready: (): readonly string[] =>
      everReached && failures < unreadyAfter ? [] : [`source: ${reason}`],
  }
}

export type SourceHealth = ReturnType<typeof createSourceHealth>
