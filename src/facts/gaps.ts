/**
 * A monitoring gap. `silent`: LiteLLM logged nothing, and never will have. `unread`: its tables could not be read, and
 * have not been since. `late`: they were read when it was over. Epoch milliseconds.
 */
export interface WatchGap {
  readonly from: number
  readonly to: number
  readonly why: 'silent' | 'unread' | 'late'
}

/** A read of the newest failures. `from` is when the previous one was, or since when there is no data. */
export interface WatchedPeriod {
  readonly from: number
  readonly to: number
  /** What it saw: everything, or nothing. `missed`: everything, but long after the previous read. */
  readonly saw: 'all' | 'missed' | 'silent' | 'unread'
}

/** As shown in a period. `missing`: failures of that time are in no number. */
export interface ReportedGap {
  readonly from: number
  readonly to: number
  readonly missing: boolean
}

/** A shorter one is a glitch of the network, milliseconds. */
const shortest = 300_000
const mostKept = 200

const lasted = ({ from, to }: Pick<WatchGap, 'from' | 'to'>): boolean => to - from >= shortest

/**
 * The gaps after one more read. A read that saw nothing starts a gap or extends the last one; a read that saw
 * everything ends it, but does not restore what was never logged. Returns the same array if nothing changes.
 */
export const withLook = (
  known: readonly WatchGap[],
  { from, to, saw }: WatchedPeriod,
): readonly WatchGap[] => {
  const last = known.at(-1)
  const why: WatchGap['why'] = saw === 'all' || saw === 'missed' ? 'late' : saw
  if (last !== undefined && last.why !== 'late' && from < last.to) {
    const grown: WatchGap = {
      from: Math.max(Math.min(last.from, from), known.at(-2)?.to ?? 0),
      to: Math.max(last.to, to),
      why: last.why === 'silent' ? 'silent' : why,
    }
    return [...known.slice(0, -1), grown]
  }
  if (saw === 'all') return known
  const fresh = { from: Math.max(from, last?.to ?? from), to, why }
  return [...known.filter(lasted), fresh].slice(-mostKept)
}

/** The part of the gaps that lies in a period from `from` to `to`. */
export const gapsWithin = (
  gaps: readonly WatchGap[],
  from: number,
  to: number,
): readonly ReportedGap[] =>
  gaps
    .filter(lasted)
    .map((gap) => ({
      from: Math.max(gap.from, from),
      to: Math.min(gap.to, to),
      missing: gap.why !== 'late',
    }))
    .filter((gap) => gap.from < gap.to)
