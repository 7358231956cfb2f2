import { DateTime } from 'luxon'
import { DAY_MS } from '../../domain/units.ts'
import { localDay } from '../../schedule/local-day.ts'
import { UsageError } from '../io.ts'

/** LiteLLM wrote no rows before this. */
const FIRST_ROWS = Date.UTC(2023, 0, 1)

/** What is read. Epoch milliseconds; `from` is included, `to` is not. */
export interface Period {
  readonly from: number
  readonly to: number
  /** Read backwards only until there are as many failures as are shown; totals are then of what was read. */
  readonly untilEnough: boolean
}

export interface PeriodChoice {
  /** Default 1. */
  readonly days?: number
  /** A local date or ISO 8601 with time; without an offset it is local. */
  readonly from?: string
  /** The same; a bare date means the end of that day. */
  readonly to?: string
  readonly noTimeFilter?: boolean
}

/** The moment that `--from` or `--to` names; of a bare date, the begin of the day or its end. */
const instant = (option: 'from' | 'to', text: string, timezone: string): number => {
  const given = text.trim()
  const time = DateTime.fromISO(given.replace(' ', 'T'), { zone: timezone })
  if (!time.isValid || !/^\d{4}-\d{2}-\d{2}/.test(given))
    throw new UsageError(
      `--${option} must be a date or time such as 2026-03-01 or 2026-03-01T14:30, not "${text}"`,
    )
  return given.length > 'YYYY-MM-DD'.length ? time.toMillis() : localDay(given, timezone)[option]
}

/** The period that the options name; `now` in epoch milliseconds. Throws UsageError. */
export const periodOf = (choice: PeriodChoice, now: number, timezone: string): Period => {
  const { days, from, to, noTimeFilter = false } = choice
  const named = [days !== undefined, from !== undefined || to !== undefined, noTimeFilter]
  if (named.filter(Boolean).length > 1) {
    throw new UsageError('choose one of --days, --from/--to, --no-time-filter')
  }
  if (days !== undefined && !(days > 0 && days <= 3650)) {
    throw new UsageError(days > 0 ? '--days must be at most 3650' : '--days must be greater than 0')
  }
  if (noTimeFilter) return { from: FIRST_ROWS, to: now, untilEnough: true }
  if (from === undefined && to === undefined) {
    return { from: now - (days ?? 1) * DAY_MS, to: now, untilEnough: false }
  }
  const end = to === undefined ? now : instant('to', to, timezone)
  const start = from === undefined ? end - DAY_MS : instant('from', from, timezone)
  if (start >= end) throw new UsageError('--from is after --to')
  return { from: start, to: end, untilEnough: false }
}
