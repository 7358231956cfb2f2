import type { Clock, Logger } from '../domain/ports.ts'
import type { PollStore } from '../pipeline/ingest/poll-ports.ts'

/** Polls that may fail before Lookout calls itself not ready. */
const unreadyAfter = 3

/** Remembers whether the source answers: for /readyz, for the log (once for each change), for the state. */
export const createReach = (store: Pick<PollStore, 'recordPoll'>, clock: Clock, log: Logger) => {
  let failures = 0
  let everReached = false
  let reason = 'no poll has ended yet'
  let began = clock.now()
  let reachedAt = clock.now()
  return {
    begin: () => {
      began = clock.now()
    },
    /** Our clock when the poll under way began, epoch milliseconds. */
    beganAt: () => began,
    /** Our clock at the last good poll, or at the start. */
    reachedAt: () => reachedAt,
    reached: async () => {
      if (failures > 0) log.info({ failures }, 'the source answers again')
      failures = 0
      everReached = true
      reachedAt = clock.now()
      await store.recordPoll({ at: reachedAt, ok: true, reason: '' })
    },
    failed: async (why: string) => {
      failures++
      if (failures === 1 || why !== reason)
        log.error(
          { failures, error: why },
          everReached
            ? 'the source does not answer; trying on'
            : 'the source cannot be reached yet; waiting for it',
        )
      reason = why
      await store.recordPoll({ at: clock.now(), ok: false, reason: why })
    },
    unready: (): readonly string[] =>
      everReached && failures < unreadyAfter ? [] : [`source: ${reason}`],
  }
}
