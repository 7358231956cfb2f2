/** How late rows became visible, as a histogram: count by bucket. */
export interface LatenessCount {
  readonly bucket: number
  readonly count: number
}

/** Buckets grow by √2 from one second on: 40 of them reach beyond ten days. */
const STEP = Math.SQRT2
const FIRST_MS = 1_000
const LAST = 40

/** The bucket of a lateness (milliseconds from the row's start to its being visible); bucket 0 is up to one second. */
export const latenessBucket = (ms: number): number =>
  ms <= FIRST_MS ? 0 : Math.min(LAST, Math.ceil(Math.log(ms / FIRST_MS) / Math.log(STEP)))

/** Upper end of a bucket, milliseconds. */
export const bucketEnd = (bucket: number): number => Math.ceil(FIRST_MS * STEP ** bucket)

/**
 * The lateness that this share of the rows did not exceed, milliseconds (the upper end of its bucket); null without
 * rows.
 */
export const latenessQuantile = (
  counts: readonly LatenessCount[],
  share: number,
): number | null => {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  let below = 0
  for (const { bucket, count } of counts.toSorted((a, b) => a.bucket - b.bucket)) {
    below += count
    if (below >= total * share) return bucketEnd(bucket)
  }
  return bucketEnd(LAST)
}

/** With fewer rows than this, the 99.9th percentile means nothing. */
const ENOUGH = 1_000

/**
 * How far behind the high-water mark to read again: the lateness of 99.9 % of the rows, within the bounds. The mark is
 * already a settle margin behind; that stays as a reserve.
 */
export const overlapOf = (
  counts: readonly LatenessCount[],
  bounds: { readonly minMs: number; readonly maxMs: number },
): number => {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const quantile = total < ENOUGH ? null : latenessQuantile(counts, 0.999)
  return Math.min(bounds.maxMs, Math.max(bounds.minMs, quantile ?? 0))
}
