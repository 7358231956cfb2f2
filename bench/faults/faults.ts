import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openClassifier } from '../../src/app/open/open-parts.ts'
import { loadConfig } from '../../src/config/load.ts'
import type { ClassifiedEvent } from '../../src/domain/event.ts'
import { DAY_MS } from '../../src/domain/units.ts'
import { createSource } from '../../src/source/create-source.ts'
import { quiet } from '../../test/state/quiet.ts'
import { startEmbedded } from '../../test/support/embedded.ts'
import { insertSpendLogs, type LiteLlmRow } from '../../test/support/litellm-rows.ts'
import { ddl, type ShapeName } from '../../test/support/litellm-shapes.ts'
import { referenceData } from '../../test/support/reference-data.ts'

interface Labelled {
  readonly litellm: string
  readonly case: string | null
  readonly split?: 'tune' | 'held'
  readonly expect: {
    readonly event: boolean
    readonly fault: string | null
    readonly http_status?: number | null
  }
  readonly row: LiteLlmRow
}

interface Judged {
  readonly labelled: Labelled
  readonly event: ClassifiedEvent | undefined
}

const linesOf = (path: string): readonly Labelled[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const classifier = () => {
  const env = { DATABASE_URL: 'postgresql://nobody@localhost/none' }
  const loaded = loadConfig({ env, readFile: () => '' })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  return openClassifier(loaded.config)
}

/** The rows of one version as they come out at the other end: from the table through the source and the classifier. */
const throughTheSource = async (
  url: string,
  shape: ShapeName,
  rows: readonly Labelled[],
): Promise<readonly Judged[]> => {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('error', () => undefined)
  const source = createSource({ url }, quiet, { now: Date.now })
  try {
    await pool.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${ddl(shape)}`)
    const sql = async (text: string, params?: readonly unknown[]) =>
      (await pool.query(text, params === undefined ? undefined : [...params])).rows
    // Ids of their own: some rows have a caller's, twice. The ending that marks an attempt stays.
    const idOf = ({ row: { request_id: id } }: Labelled, n: number) =>
      `r${n}${/-attempt-\d+$/.exec(id)?.[0] ?? ''}`
    await insertSpendLogs(
      { sql },
      ...rows.map((each, n) => ({ ...each.row, request_id: idOf(each, n) })),
    )
    const slice = { table: 'SpendLogs', from: 0, to: null, after: null, limit: 10_000 } as const
    const events = await source.read(slice, new AbortController().signal)
    const classify = classifier()
    const byId = new Map(
      events.map((event) => [event.requestId, classify(event, Date.now() + 400 * DAY_MS)]),
    )
    return rows.map((labelled, n) => ({ labelled, event: byId.get(idOf(labelled, n)) }))
  } finally {
    await source.close()
    await pool.end()
  }
}

const isRight = ({ labelled: { expect }, event }: Judged): boolean =>
  (event?.fault ?? null) === expect.fault

/** The tables that each version of LiteLLM writes. */
const shapes = [
  ['1.80.5', '2026-03'],
  ['1.108.7', '2026-11'],
] as const

const share = (right: number, of: number): string =>
  of === 0 ? '–' : `${right}/${of} = ${(right / of).toFixed(3)}`

const report = (name: string, judged: readonly Judged[], show: number): boolean => {
  const events = judged.filter(({ labelled }) => labelled.expect.event)
  const notified = events.filter(({ event }) => event !== undefined)
  const extra = judged.filter(
    ({ labelled, event }) => !labelled.expect.event && event !== undefined,
  )
  const withStatus = notified.filter(
    ({ labelled }) => typeof labelled.expect.http_status === 'number',
  )
  const right = notified.filter(isRight)
  const statusRight = withStatus.filter(
    ({ labelled, event }) => event?.status === String(labelled.expect.http_status),
  )
  const perRequest = events.length === 0 ? 1 : (notified.length + extra.length) / events.length
  console.log(
    `${name.padEnd(28)} fault ${share(right.length, notified.length).padEnd(18)} status ${share(statusRight.length, withStatus.length).padEnd(18)} events per failed request ${perRequest.toFixed(3)}`,
  )
  for (const { labelled, event } of notified.filter((each) => !isRight(each)).slice(0, show)) {
    const says = `${event?.errorType ?? '–'} ${event?.status ?? '–'} ${event?.message.slice(0, 160).replace(/\s+/g, ' ')}`
    console.log(
      `  ${labelled.case} (${labelled.litellm}): expected ${labelled.expect.fault}, got ${event?.fault ?? null}: ${says}`,
    )
  }
  for (const { labelled } of extra.slice(0, show))
    console.log(`  ${labelled.case}: no event, but read as one`)
  return perRequest === 1 && right.length / Math.max(1, notified.length) >= 0.97
}

/**
 * `npm run bench -- faults [--show N] [--rows FILE]`: whose each captured and constructed failure is, through a real
 * table; and of labelled rows of one's own, such as `npm run real-litellm -- --rows FOLDER` writes.
 */
export const run = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      show: { type: 'string', default: '0' },
      rows: { type: 'string', multiple: true, default: [] },
    },
  })
  const show = Number(values.show)
  const captured = referenceData('corpora/litellm-rows.jsonl')
  const sets: readonly (readonly [string, readonly Labelled[]])[] = [
    ['constructed', linesOf(join(import.meta.dirname, '..', 'corpora', 'faults.jsonl'))],
    ...(captured === null ? [] : [['captured', linesOf(captured)] as const]),
    ...values.rows.map((path) => [basename(path), linesOf(path)] as const),
  ]
  const server = await startEmbedded()
  const url = `postgresql://${server.user}:${server.password}@${server.host}:${server.port}/postgres`
  let good = true
  try {
    for (const [name, rows] of sets) {
      const judged: Judged[] = []
      for (const [version, shape] of shapes) {
        const written = rows.filter(({ litellm }) => litellm === version)
        judged.push(...(await throughTheSource(url, shape, written)))
      }
      for (const split of ['tune', 'held', undefined] as const) {
        const part = judged.filter(({ labelled }) => labelled.split === split)
        if (part.length === 0) continue
        // What is held back is counted, never looked at.
        const shown = split === 'held' ? 0 : show
        if (!report(`${name}${split === undefined ? '' : `, ${split}`}`, part, shown)) good = false
      }
    }
  } finally {
    await server.stop()
  }
  return good ? 0 : 1
}
