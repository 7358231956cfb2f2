import type { Written } from '../failure.ts'
import type { Pace } from '../pace.ts'

/** A rule as the oracle knows it: so many failures within a window, told apart by one label. */
export interface OracleRule {
  readonly name: string
  readonly by: 'model' | 'team'
  readonly count: number
  /** Fast milliseconds. */
  readonly windowMs: number
}

/** What really happened. */
export interface Truth {
  readonly written: readonly Written[]
  readonly kills: number
  readonly channels: readonly string[]
  readonly rules: readonly OracleRule[]
  readonly pace: Pace
  readonly timezone: string
  /** Fast moment at which the last daemon was asked to stop. */
  readonly endedAt: number
  /** A row that comes no later than this after its start is found by the next poll, fast milliseconds. */
  readonly promptMs: number
}

/** The first few of many, so that a run that went wrong altogether can still be read. */
export const few = (what: string, items: readonly string[]): readonly string[] => {
  if (items.length === 0) return []
  const shown = items.slice(0, 5).join('; ')
  const more = items.length > 5 ? ` … and ${items.length - 5} more` : ''
  return [`${items.length} ${what}: ${shown}${more}`]
}

/** Rows of one failure, whichever tables they are in. SpendLogs goes first: its row is the event. */
export const failuresOf = (
  written: readonly Written[],
): ReadonlyMap<number, readonly Written[]> => {
  const found = new Map<number, Written[]>()
  for (const row of written) {
    const rows = found.get(row.number)
    if (rows === undefined) found.set(row.number, [row])
    else if (row.table === 'SpendLogs') rows.unshift(row)
    else rows.push(row)
  }
  return found
}
