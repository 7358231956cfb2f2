import type { Logger } from '../../domain/ports.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { FailureSource } from './poll-ports.ts'

/** Both clocks and the log as seen by one poll, epoch milliseconds. */
export interface Reading {
  readonly ours: number
  readonly database: number
  /**
   * Start of the newest row of any outcome that is not ahead of both the database and the clock in use; null: none, or
   * unknown.
   */
  readonly newest: number | null
}

/** The clocks as of the previous poll, ours and the database's, and the offset in use. Milliseconds. */
interface Held {
  readonly ours: number
  readonly database: number
  readonly offset: number
  /** Since when (our clock) the database's clock has not been trusted; null while it is. */
  readonly since: number | null
}

/** If clocks drifted apart by more than this between two polls, one of them was set. */
const jumpMs = 2 * MINUTE_MS
/** If no row shows whether LiteLLM's clock moved too, a jump is accepted after this. */
const patienceMs = 15 * MINUTE_MS

/**
 * What to add to our clock for evaluating the rules, given one more reading. The result is the database's clock, unless
 * only that one was set while the rows continue as before: windows that jumped along would contain no failures, resolve
 * what is still happening, and alert again when the clock is set back.
 */
export const holdOffset = (held: Held | null, { ours, database, newest }: Reading): Held => {
  const offset = database - ours
  const believed = { ours, database, offset, since: null }
  if (held === null || Math.abs(offset - held.offset) <= jumpMs) return believed
  const oursWasSet = Math.abs(database - held.database) <= Math.abs(ours - held.ours)
  // It is distrusted already, so the database's clock is the one that was set, whatever it did since.
  if (held.since === null && oursWasSet) return believed
  if (Math.abs(offset) <= jumpMs) return believed
  const since = held.since ?? ours
  const ahead = offset > held.offset
  if (ahead && newest !== null && newest > ours + held.offset + jumpMs) return believed
  // If it was set back, there are rows at its time in any case; rows newer than the jump were written with the time of
  // before.
  const goOn = newest !== null && (ahead || newest > since + held.offset)
  if (!goOn && Math.abs(ours - since) > patienceMs) return believed
  return { ours, database, offset: held.offset, since }
}

/** Keeps between polls the clock by which rules are evaluated, and logs when that changes. */
export const createSteadyOffset = (source: Pick<FailureSource, 'horizon'>, log: Logger) => {
  let held: Held | null = null
  /** `newest`: as the poll found it, not ahead of the database. */
  return async (reading: Reading, signal: AbortSignal): Promise<number> => {
    const before = held
    const inUse = reading.ours + (before?.offset ?? 0)
    const isBack = before !== null && reading.newest !== null && reading.database < inUse - jumpMs
    const { newest } = isBack ? await source.horizon('SpendLogs', inUse, signal) : reading
    held = holdOffset(before, { ...reading, newest })
    const about = { offset: reading.database - reading.ours, used: held.offset }
    if (before !== null && before.since === null && held.since !== null)
      log.warn(
        about,
        "the database's clock was set, or another server answers; the rules go on by the time of before until the rows follow it",
      )
    else if (before !== null && before.since !== null && held.since === null)
      log.info(about, "the rules go by the database's clock again")
    return held.offset
  }
}

export type SteadyOffset = ReturnType<typeof createSteadyOffset>
