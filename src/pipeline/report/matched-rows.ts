import type { RowKey, StoredEvent } from '../../domain/event.ts'
import type { FullRow, FullRowSource } from './report-ports.ts'

/** Rows requested at a time: enough that a statement's own cost hardly matters, fewer if they are large. */
const mostRows = 300
const fewestRows = 10
/** Target size of a batch, characters. */
const batchLength = 2_000_000

const rowsFor = (batch: readonly FullRow[]): number => {
  const length = batch.reduce((sum, { json }) => sum + json.length, 0)
  const fitting = Math.floor((batchLength * batch.length) / Math.max(1, length))
  return Math.min(mostRows, Math.max(fewestRows, fitting))
}

const keyOf = ({ table, startTime, requestId }: RowKey): string =>
  `${table} ${startTime} ${requestId}`

const remembered = (event: StoredEvent): string =>
  JSON.stringify({
    request_id: event.requestId,
    startTime: new Date(event.startTime).toISOString(),
    endTime: new Date(event.time).toISOString(),
    model: event.model,
    lookout_note:
      'the row was gone from the table when the report was written; this is what Lookout remembered',
    metadata: {
      error_information: {
        error_class: event.errorType,
        error_message: event.message,
        error_code: event.status,
      },
    },
  })

/**
 * The full rows of the tables, in the order of the events; for a row that is gone from the source (retention), what the
 * state knows about it. The next batch is requested while one is processed; `gone` is called with the number of missing
 * rows.
 */
export async function* fullRows(
  events: AsyncIterable<StoredEvent>,
  source: FullRowSource,
  signal: AbortSignal,
  gone: (count: number) => void,
): AsyncGenerator<FullRow> {
  const complete = async (batch: readonly StoredEvent[]): Promise<readonly FullRow[]> => {
    if (batch.length === 0) return []
    const rows = new Map((await source.fullRows(batch, signal)).map((row) => [keyOf(row.key), row]))
    gone(batch.length - rows.size)
    return batch.map(
      (event) => rows.get(keyOf(event)) ?? { key: event, json: remembered(event), repeated: null },
    )
  }
  let asked: Promise<readonly FullRow[]> = Promise.resolve([])
  /** Requests a batch when the previous one has arrived, and yields that one. */
  const ask = async (batch: readonly StoredEvent[]): Promise<readonly FullRow[]> => {
    const before = asked
    asked = before.then(() => complete(batch))
    // Its error is thrown when its turn comes.
    asked.catch(() => undefined)
    return before
  }
  let batch: StoredEvent[] = []
  let most = fewestRows
  const known = (rows: readonly FullRow[]): readonly FullRow[] => {
    if (rows.length > 0) most = rowsFor(rows)
    return rows
  }
  try {
    for await (const event of events) {
      if (batch.push(event) < most) continue
      yield* known(await ask(batch))
      batch = []
    }
    yield* await ask(batch)
    yield* await asked
  } finally {
    // If the consumer stops in the middle, no statement is left running.
    await asked.catch(() => undefined)
  }
}
