import { createConnection } from '../../src/source/connection/connection.ts'
import { parseConnectionUrl } from '../../src/source/connection/connection-url.ts'
import { logTable, pageStatement } from '../../src/source/failure-sql.ts'
import { selectEvents } from '../../src/source/rows/event-columns.ts'
import { detectShape } from '../../src/source/shape/detect-shape.ts'
import { withDefaults } from '../../src/source/source-filters.ts'
import { quiet } from '../../test/state/quiet.ts'
import { firstRun } from './daemon.ts'
import { type Figure, figure, median } from './figure.ts'
import { usualTraffic } from './fill.ts'
import { literal, psql } from './psql.ts'
import type { Filled, Stage } from './stage.ts'

const rounds = 3

/** COPY of the very columns that Lookout reads, of all failures at once. */
const copyOf = async ({ url, newest }: Filled): Promise<string> => {
  const settings = withDefaults({ url })
  const target = parseConnectionUrl(url, '')
  const connection = createConnection(target, settings, quiet)
  const shape = await connection.transaction('shape', new AbortController().signal, (query) =>
    detectShape(query, 'public'),
  )
  await connection.close()
  const found = shape.tables.get('SpendLogs')
  if (found === undefined) throw new Error('no SpendLogs')
  const log = logTable('SpendLogs', found, 'UTC')
  const stretch = { from: 0, to: newest + 1, after: null, limit: 1e9 }
  const { text, values } = pageStatement(log, stretch, selectEvents(log, settings.maxMessageChars))
  return `COPY (${literal(text, values)}) TO STDOUT`
}

interface Backlog {
  readonly rows: number
  readonly failures: number
  /** Milliseconds, the median of some rounds. */
  readonly copy: number
  readonly poll: number
}

const measured = async (stage: Stage, rows: number): Promise<Backlog> => {
  const filled = await stage.filled(usualTraffic(rows))
  const sql = await copyOf(filled)
  // Once for nothing: who comes second should not find the cache warmer.
  await psql(filled.url, sql, false)
  const copies: number[] = []
  const polls: number[] = []
  let failures = 0
  for (let round = 0; round < rounds; round++) {
    copies.push((await psql(filled.url, sql, false)).ms)
    const { ms, count } = await firstRun(stage, filled, 'poll')
    polls.push(ms)
    failures = count
  }
  return { rows, failures, copy: median(copies), poll: median(polls) }
}

const ratioOf = ({ rows, failures, copy, poll }: Backlog): Figure =>
  figure(
    `backlog: poll / COPY, ${failures} failures`,
    poll / copy,
    '×',
    2.5,
    `of ${rows} rows: ${Math.round(poll)} ms, COPY ${Math.round(copy)} ms`,
  )

/** One poll over the whole backlog, to committed state, against psql's COPY; at full size and at a tenth. */
export const backlog = async (stage: Stage): Promise<readonly Figure[]> => {
  const found: Backlog[] = []
  for (const rows of stage.quick ? [stage.largest] : [stage.largest / 10, stage.largest])
    found.push(await measured(stage, rows))
  return found.map(ratioOf)
}
