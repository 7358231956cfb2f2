import type { ClassifiedEvent, ErrorEvent, SourceTable } from '../../domain/event.ts'
import type { Clock } from '../../domain/ports.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/units.ts'
import type { FailureSource, Position } from '../../pipeline/ingest/poll-ports.ts'
import type { Period } from './analyze-period.ts'
import { withoutTwins } from './without-twins.ts'

/** A failure is dated by its end and read by its start: a request may run as long as LiteLLM's default timeout. */
const LONGEST_REQUEST = 110 * MINUTE_MS
/** Neighbours beyond a window's ends that twins are looked for in as well. */
const TWIN_MARGIN = 10_000
/** A window that is read in less time than this doubles for the next, one beyond the other halves. Milliseconds. */
const QUICK = 500
const SLOW = 5000

export interface ReadOptions {
  readonly pageSize: number
  /** The first window, milliseconds; it grows to a day at most. */
  readonly windowMs: number
}

export interface ReadPorts extends Clock {
  readonly source: Pick<FailureSource, 'now' | 'tables' | 'read'>
  readonly classify: (event: ErrorEvent, dbNow: number) => ClassifiedEvent
  /** Ids among these that are Lookout's own calls, where a state has them. */
  readonly ownCalls: (requestIds: readonly string[]) => Promise<ReadonlySet<string>>
}

/** One window's failures, and how far back everything has been read. */
export interface ReadWindow {
  readonly events: readonly ClassifiedEvent[]
  /** Everything from here on was read: epoch milliseconds of event time. */
  readonly readFrom: number
  /** More of this window follows. */
  readonly partial: boolean
}

/** Pages of one table with startTime in [from, to). */
async function* pages(
  { source, classify, ownCalls }: ReadPorts,
  stretch: { readonly table: SourceTable; readonly from: number; readonly to: number },
  limit: number,
  dbNow: number,
  signal: AbortSignal,
): AsyncGenerator<readonly ClassifiedEvent[]> {
  let after: Position | null = null
  do {
    const rows: readonly ErrorEvent[] = await source.read({ ...stretch, after, limit }, signal)
    const own = await ownCalls(rows.map(({ requestId }) => requestId))
    yield rows.filter(({ requestId }) => !own.has(requestId)).map((row) => classify(row, dbNow))
    after = rows.length < limit ? null : (rows.at(-1) ?? null)
  } while (after !== null)
}

/**
 * The failures of a period from both tables, twins once, newest window first: bounded windows, each in pages, so that
 * neither the database nor the memory ever sees the whole. Only `ErrorLogs` rows of one window are held together.
 */
export async function* readBackwards(
  ports: ReadPorts,
  period: Period,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<ReadWindow> {
  const dbNow = await ports.source.now(signal)
  const tables = await ports.source.tables(signal)
  const inPeriod = ({ time }: ClassifiedEvent) => time >= period.from && time < period.to
  const pagesOf = (table: SourceTable, from: number, to: number) =>
    tables.includes(table) ? pages(ports, { table, from, to }, options.pageSize, dbNow, signal) : []
  const all = async (table: SourceTable, from: number, to: number) => {
    const rows: ClassifiedEvent[] = []
    for await (const page of pagesOf(table, from, to)) rows.push(...page)
    return rows
  }

  const oldest = period.from - LONGEST_REQUEST
  let size = options.windowMs
  for (let to = period.to; to > oldest; ) {
    const from = Math.max(oldest, to - size)
    const began = ports.now()
    const within = ({ startTime }: ClassifiedEvent) => startTime >= from && startTime < to
    const errors = await all('ErrorLogs', from - TWIN_MARGIN, to + TWIN_MARGIN)
    if (errors.length > 0) {
      const spend = await all('SpendLogs', from - TWIN_MARGIN, to + TWIN_MARGIN)
      const events = [...spend, ...withoutTwins(spend, errors)].filter(within).filter(inPeriod)
      yield { events, readFrom: from + LONGEST_REQUEST, partial: true }
    } else {
      for await (const page of pagesOf('SpendLogs', from, to)) {
        yield { events: page.filter(inPeriod), readFrom: from + LONGEST_REQUEST, partial: true }
      }
    }
    yield { events: [], readFrom: Math.max(period.from, from + LONGEST_REQUEST), partial: false }
    const took = ports.now() - began
    if (took < QUICK) size = Math.min(DAY_MS, size * 2)
    else if (took > SLOW) size = Math.max(MINUTE_MS, size / 2)
    to = from
  }
}
