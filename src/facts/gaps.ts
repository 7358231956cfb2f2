/**
 * A time in which nobody watched. `silent`: LiteLLM logged nothing, and never will have. `unread`: its tables could not
 * be read, nor were they since. `late`: they were read when it was over. Epoch milliseconds.
 */
export interface WatchGap {
  readonly from: number
  readonly to: number
  readonly why: 'silent' | 'unread' | 'late'
}

/** A look at the newest failures. `from` is when the one before it was, or since when nothing is seen. */
export interface WatchedPeriod {
  readonly from: number
  readonly to: number
  /** What it saw: all there is, or nothing. `missed`: all, but long after the look before. */
  readonly saw: 'all' | 'missed' | 'silent' | 'unread'
}

/** As a period tells it. `missing`: what failed then is in no number. */
export interface ToldGap {
  readonly from: number
  readonly to: number
  readonly missing: boolean
}

/** A shorter one is a hiccup of the network, milliseconds. */
const shortest = 300_000
const mostKept = 200

const lasted = ({ from, to }: Pick<WatchGap, 'from' | 'to'>): boolean => to - from >= shortest

/**
 * The gaps after one more look. One that saw nothing begins a gap or goes on with the last; one that saw all ends it, but
 * brings back nothing that was never logged. The same array where nothing changes.
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

/** What a period from `from` to `to` has to tell of them, cut to it. */
export const gapsWithin = (
  gaps: readonly WatchGap[],
  from: number,
  to: number,
): readonly ToldGap[] =>
  gaps
    .filter(lasted)
    .map((gap) => ({
      from: Math.max(gap.from, from),
      to: Math.min(gap.to, to),
      missing: gap.why !== 'late',
    }))
    .filter((gap) => gap.from < gap.to)
