import type { Clock, Logger } from '../domain/ports.ts'
import { HOUR_MS } from '../domain/units.ts'
import type { Evaluate } from './evaluate/evaluate.ts'
import type { SilentLog } from './evaluate/no-data.ts'
import type { Poll, PollOutcome } from './ingest/poll.ts'
import type { SteadyOffset } from './ingest/steady-offset.ts'
import type { SourceHealth } from './source-health.ts'

/** A digest waits this long for a successful poll, milliseconds: a digest of what is known is better than none. */
const digestPatienceMs = HOUR_MS

/** The steps of a cycle, by the current configuration. Each is in its own file. */
export interface PollSteps {
  /** Joins similar groups, and maps those of an older version. */
  readonly regroup: (signal: AbortSignal) => Promise<void>
  /** Reads both tables behind and after their high-water marks, page by page, each page one commit. */
  readonly poll: Poll
  /** Distinguishes a proxy without failures from one whose log has no data. */
  readonly noData: {
    readonly silent: (
      newest: number | null,
      now: number,
      signal: AbortSignal,
    ) => Promise<SilentLog | null>
    readonly checkForFailures: (now: number, signal: AbortSignal) => Promise<void>
  }
  /** Counts requests of any outcome by minute; null if no rule needs them. */
  readonly countRequests: ((now: number, signal: AbortSignal) => Promise<void>) | null
  /** Counts the past once, for baselines; null if no rule needs it. */
  readonly seed: ((now: number, watchingSince: number, signal: AbortSignal) => Promise<void>) | null
  /** Evaluates the rules on what is committed: alert states and outbox rows in one commit. */
  readonly evaluate: Evaluate
}

/** What a cycle needs besides its steps, and what it triggers. */
export interface PollCyclePorts {
  readonly health: SourceHealth
  readonly steadyOffset: SteadyOffset
  readonly store: {
    /** Sets the moment (database's clock) from which events may alert; the first call wins. */
    readonly watchSince: (at: number) => Promise<number>
  }
  /** The state was lost and is being rebuilt: ends with the first successful poll. */
  readonly rebuilt: () => Promise<void>
  readonly deliver: () => void
  readonly report: () => void
  readonly digest: () => void
  readonly heartbeat: (signal: AbortSignal) => Promise<void>
  /** Notifies people when the state itself cannot be written. */
  readonly pastOutbox: {
    readonly broken: (reason: string) => Promise<void>
    readonly recovered: () => Promise<void>
  }
  readonly isStateError: (error: unknown) => error is Error
  /** Records the duration of reading, milliseconds. */
  readonly polled: (ms: number) => void
}

/**
 * The product on one page: what one trigger of the poll does, in order. Read, group, agree on the time, check that
 * there is data, count, evaluate, notify; then trigger the report, the digest and the heartbeat. A failed read is
 * evaluated too, but only by rules about missing data. Throws errors of the state, not those of the source.
 */
export const createPollCycle = (
  stepsNow: () => PollSteps,
  ports: PollCyclePorts,
  clock: Clock,
  log: Logger,
) => {
  const { health, store } = ports
  let first = true
  /** How far the rules' clock is ahead of ours, as last determined, milliseconds. */
  let offset = 0

  const notify = ({ queued }: { readonly queued: number }): void => {
    if (queued > 0) ports.deliver()
  }

  const read = async (steps: PollSteps, signal: AbortSignal): Promise<PollOutcome | null> => {
    // Before reading: groups of an older version must not appear as new.
    await steps.regroup(signal)
    const began = clock.now()
    const outcome = await health.watch(() => steps.poll(signal), signal)
    if (outcome !== null) ports.polled(clock.now() - began)
    return outcome
  }

  const evaluateWhatWasRead = async (
    steps: PollSteps,
    { databaseNow, newest, offset: apart }: PollOutcome,
    signal: AbortSignal,
  ): Promise<void> => {
    // An error that is similar to a known one is not new.
    await steps.regroup(signal)
    const watchingSince = await store.watchSince(databaseNow)
    // By the database's clock, so that a wrong clock of ours moves no window, unless the database's clock jumped.
    const ours = databaseNow - apart
    offset = await ports.steadyOffset({ ours, database: databaseNow, newest }, signal)
    const now = ours + offset
    const silence = await steps.noData.silent(newest, now, signal)
    await steps.noData.checkForFailures(now, signal)
    if (silence === null) await steps.countRequests?.(now, signal)
    await steps.seed?.(now, watchingSince, signal)
    notify(await steps.evaluate(watchingSince, offset, silence))
    if (first) {
      await ports.rebuilt()
      first = false
      ports.report()
    }
    if (silence === null)
      await ports.heartbeat(signal).catch((error: unknown) => {
        if (!signal.aborted) log.warn({ error: String(error) }, 'heartbeat failed')
      })
  }

  const cycle = async (steps: PollSteps, signal: AbortSignal): Promise<void> => {
    const outcome = await read(steps, signal)
    if (outcome !== null) await evaluateWhatWasRead(steps, outcome, signal)
    else notify(await steps.evaluate(Number.POSITIVE_INFINITY, offset, health.noData()))
    await ports.pastOutbox.recovered()
    // A digest waits for a successful poll, so that it has the whole day; but not for ever.
    if (outcome !== null || clock.now() - health.reachedAt() > digestPatienceMs) ports.digest()
  }

  return async (signal: AbortSignal): Promise<void> => {
    try {
      // One configuration for a whole cycle, even if a new one is loaded in between.
      await cycle(stepsNow(), signal)
    } catch (error) {
      if (ports.isStateError(error) && !signal.aborted) await ports.pastOutbox.broken(error.message)
      throw error
    }
  }
}
