import type { RowKey, StoredEvent } from '../events/event.ts'
import type { FullRow, FullRowSource } from './report-ports.ts'

/** Rows asked for at a time: so many that a statement's own cost hardly counts, fewer where they are large. */
const mostRows = 200
const fewestRows = 10
/** What a batch should come to, in characters. */
const batchLength = 2_000_000
/** Batches that are there or on their way while one is taken; asked for one after the other. */
const ahead = 2

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
 * The rows of the tables themselves, in the order of the events; where one is gone from the source (retention), what
 * the state knows of it. The source looks for the next batches while one is taken; `gone` hears how many were not there.
 */
export async function* fullRows(
  events: AsyncIterable<StoredEvent>,
  source: FullRowSource,
  signal: AbortSignal,
  gone: (count: number) => void,
): AsyncGenerator<FullRow> {
  const complete = async (batch: readonly StoredEvent[]): Promise<readonly FullRow[]> => {
    const rows = new Map((await source.fullRows(batch, signal)).map((row) => [keyOf(row.key), row]))
    gone(batch.length - rows.size)
    return batch.map(
      (event) => rows.get(keyOf(event)) ?? { key: event, json: remembered(event), repeated: null },
    )
  }
  const asked: Promise<readonly FullRow[]>[] = []
  const ask = (batch: readonly StoredEvent[]): void => {
    const rows = (asked.at(-1) ?? Promise.resolve()).then(() => complete(batch))
    // What it failed with is heard when its turn comes.
    rows.catch(() => undefined)
    asked.push(rows)
  }
  let batch: StoredEvent[] = []
  let most = fewestRows
  const next = async (): Promise<readonly FullRow[]> => {
    const rows = (await asked.shift()) ?? []
    most = rowsFor(rows)
    return rows
  }
  try {
    for await (const event of events) {
      if (batch.push(event) < most) continue
      ask(batch)
      batch = []
      if (asked.length > ahead) yield* await next()
    }
    if (batch.length > 0) ask(batch)
    while (asked.length > 0) yield* await next()
  } finally {
    // Whoever stops in the middle leaves no statement behind.
    await Promise.allSettled(asked)
  }
}
