import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { HOUR_MS, SECOND_MS } from '../../src/domain/units.ts'
import { requestId } from '../../src/state/events/request-id.ts'
import { startSlackSink } from '../../test/support/slack-sink.ts'
import { type BenchDaemon, startBenchDaemon } from './daemon.ts'
import { type Figure, figure } from './figure.ts'
import { failuresOnly, fillSpendLogs } from './fill.ts'
import { connected, type Stage } from './stage.ts'

const perSecond = 1_000
/** Longer than this after the storm, and the daemon counts as lost. */
const patienceMs = 180_000
/** By then a channel that refused for five minutes is tried again: waits grow to five minutes, and a fifth for jitter. */
const retryMs = 420_000

const triggers = `
poll: { schedule: '*/10 * * * * *' }
web: { port: 0 }
`

/** Rows to copy from, too old for the first look back to reach them. */
const makeSamples = async (client: pg.Client) => {
  await fillSpendLogs(client, failuresOnly(perSecond), Date.now() - 48 * HOUR_MS)
  await client.query('CREATE TABLE samples AS TABLE "LiteLLM_SpendLogs"')
  await client.query('TRUNCATE "LiteLLM_SpendLogs"')
}

/** A second's failures in one statement, as LiteLLM writes them, begun during the second before. */
const addStatement = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
     WHERE table_name = 'samples' AND column_name NOT IN ('request_id', 'startTime', 'endTime')`,
  )
  const columns = rows[0]?.columns ?? ''
  return `INSERT INTO "LiteLLM_SpendLogs" (request_id, "startTime", "endTime", ${columns})
    SELECT gen_random_uuid()::text, s, s, ${columns} FROM samples,
      LATERAL (SELECT date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC' - random() * interval '1 s')) AS t(s)`
}

/** Writes for so many seconds; a late second is made up for at once. */
const blow = (url: string, seconds: number): Promise<void> =>
  connected(url, async (client) => {
    const add = await addStatement(client)
    const began = performance.now()
    for (let second = 0; second < seconds; second++) {
      await sleep(Math.max(0, began + second * SECOND_MS - performance.now()))
      await client.query(add)
    }
  })

interface Difference {
  readonly written: number
  /** Failures that the state lacks, and those it has that were never written. */
  readonly wrong: number
}

/** The identities that were written against those in the state. */
const compare = async (url: string, file: string): Promise<Difference> => {
  const written = await connected(url, (client) =>
    client.query<{ key: string }>(
      `SELECT request_id || ' ' || round(extract(epoch from "startTime") * 1000) AS key FROM "LiteLLM_SpendLogs"`,
    ),
  )
  const missing = new Set(written.rows.map(({ key }) => key))
  const state = new DatabaseSync(file, { readOnly: true })
  let strangers = 0
  for (const row of state.prepare('SELECT request_id, start_ms AS at FROM events').iterate())
    if (!missing.delete(`${requestId(row, 'request_id')} ${row['at']}`)) strangers++
  state.close()
  return { written: written.rows.length, wrong: missing.size + strangers }
}

/** Waits until the state holds so many failures. False: it never did. */
const holds = async ({ stateFile }: BenchDaemon, count: number): Promise<boolean> => {
  const state = new DatabaseSync(stateFile, { readOnly: true })
  try {
    const counted = state.prepare('SELECT count(*) AS n FROM events')
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      if (Number(counted.get()?.['n']) >= count) return true
      await sleep(200)
    }
    return false
  } finally {
    state.close()
  }
}

/** A thousand failures a second while Slack refuses every message: how soon it is caught up, what is lost, what it holds. */
export const storm = async (stage: Stage): Promise<readonly Figure[]> => {
  const slack = await startSlackSink()
  slack.answer = (response) => response.writeHead(429, { 'retry-after': '5' }).end('rate_limited')
  const seconds = stage.stormSeconds
  try {
    return await stage.scratch('bench_storm', makeSamples, async (url) => {
      const yaml = `slack: { webhookUrl: '${slack.url}' }\nsource: { firstLookback: 1h }\n`
      const daemon = await startBenchDaemon(stage, url, yaml, triggers)
      let stopped = false
      try {
        await daemon.said(/^report done$/)
        await blow(url, seconds)
        const ended = performance.now()
        const all = await holds(daemon, seconds * perSecond)
        const caughtUp = all ? (performance.now() - ended) / SECOND_MS : Number.NaN
        const refused = slack.posts.length
        slack.answer = (response) => response.end('ok')
        const { peak } = daemon.memory()
        const answered = performance.now()
        const notified = await Promise.race([
          slack
            .post((post) => slack.posts.indexOf(post) >= refused)
            .then(() => (performance.now() - answered) / SECOND_MS),
          sleep(retryMs, Number.NaN, { ref: false }),
        ])
        await daemon.stop()
        stopped = true
        const { written, wrong } = await compare(url, daemon.stateFile)
        const note = `${perSecond} failures a second for ${seconds} s, ${refused} posts refused`
        return [
          figure('storm: caught up after its end', caughtUp, 's', 60, note),
          figure('storm: lost or duplicate', wrong, 'rows', 0, `of ${written}`),
          figure('storm: longest poll', daemon.longest(/^poll done$/), 'ms', null),
          figure('storm: memory, peak', peak / 1e6, 'MB', 200),
          figure(
            'storm: notified after Slack recovers',
            notified,
            's',
            420,
            'the next retry, with growing delays',
          ),
        ]
      } finally {
        if (!stopped) await daemon.stop()
      }
    })
  } finally {
    await slack.stop()
  }
}
