/** When to try again: data, so that tests hand in a fast table. Milliseconds. */
export interface RetryPolicy {
  /** Wait before the second, third … try; no more tries than this table has rows. */
  readonly delays: readonly number[]
  /** Share of a delay that chance takes off, 0 to 1, so that many clients do not come back at once. */
  readonly jitter: number
  /** An asked-for wait beyond this is not waited for. */
  readonly longestRetryAfter: number
}

export const RETRY_POLICY: RetryPolicy = {
  delays: [1000, 3000, 10_000, 20_000, 30_000],
  jitter: 0.3,
  longestRetryAfter: 120_000,
}

/** Answers worth another try: too early, too many, and what is broken on their side for now. */
export const retryStatus = (status: number): boolean =>
  [408, 425, 429].includes(status) || (status >= 500 && ![501, 505].includes(status))

/** Failures of the connection worth another try; a wrong certificate is not, it stays wrong. */
export const RETRY_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * Milliseconds to wait before the next try, or the reason to give up. `failed`: tries made so far. `remaining`: time
 * left in all; a wait that ends after it is pointless. `chance`: 0 to 1.
 */
export const nextDelay = (
  policy: RetryPolicy,
  retries: number,
  failed: number,
  retryAfter: number | null,
  remaining: number,
  chance: number,
): { readonly wait: number } | { readonly giveUp: string } => {
  const row = policy.delays[failed - 1]
  if (row === undefined || failed > retries) {
    return { giveUp: failed === 1 ? 'tried once' : `tried ${failed} times` }
  }
  if (retryAfter !== null && retryAfter > policy.longestRetryAfter) {
    return { giveUp: `it asks to wait ${Math.ceil(retryAfter / 1000)} s` }
  }
  const wait = Math.max(retryAfter ?? 0, row * (1 - policy.jitter * chance))
  return wait >= remaining ? { giveUp: 'the time is up' } : { wait: Math.round(wait) }
}
