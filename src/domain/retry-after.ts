/**
 * A Retry-After header in milliseconds from `now` (epoch milliseconds): seconds, which some servers send with decimals,
 * or an HTTP date (RFC 9110, 10.2.3). Null if it is missing or invalid.
 */
export const retryAfterMs = (
  header: string | readonly string[] | null | undefined,
  now: number,
): number | null => {
  const text = [header ?? ''].flat()[0]?.trim() ?? ''
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Math.round(Number(text) * 1000)
  const date = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
