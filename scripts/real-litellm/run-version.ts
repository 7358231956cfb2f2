import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../src/demo/database/postgres.ts'
import { makeAccounts } from './accounts.ts'
import { cases } from './cases.ts'
import { compare, type Result, resultOf, type SpendRow } from './compare.ts'
import { startDaemon } from './daemon.ts'
import { type Database, openDatabase } from './database.ts'
import { install } from './install.ts'
import { analyzed, lookoutIn } from './lookout.ts'
import { configYaml } from './model-groups.ts'
import { startProvider } from './provider.ts'
import { startProxy } from './proxy.ts'
import { labelledRows } from './report.ts'
import { runCases } from './run-cases.ts'

export interface RunOptions {
  readonly version: string
  readonly cache: string
  readonly engine: string
  readonly short: boolean
  readonly keep: boolean
  /** Folder for the labelled failure rows; null writes none. */
  readonly rows: string | null
  readonly say: (line: string) => void
  /** Takes what must be ended if the run is broken off. */
  readonly onEnd: (end: () => Promise<void> | void) => void
}

const quietMs = 8_000
const longestWaitMs = 120_000

/** Rows arrive in batches, some seconds after their requests: waits until no more come. */
const settled = async (sql: Database['sql']): Promise<void> => {
  const count = async (): Promise<unknown> =>
    (await sql('SELECT count(*)::int AS n FROM "LiteLLM_SpendLogs"'))[0]?.['n']
  const deadline = Date.now() + longestWaitMs
  let last = await count()
  let since = Date.now()
  while (Date.now() - since < quietMs && Date.now() < deadline) {
    await sleep(500)
    const now = await count()
    if (now !== last) since = Date.now()
    last = now
  }
}

/** Runs all cases against one version of the real proxy and holds Lookout's events against what the client saw. */
export const runVersion = async (options: RunOptions): Promise<Result> => {
  const { version, say, onEnd } = options
  const installed = await install(options.cache, version, options.engine, say)
  const folder = mkdtempSync(path.join(tmpdir(), `lookout-real-litellm-${version}-`))
  onEnd(() => {
    if (options.keep) say(`kept: ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  })
  const database = await openDatabase(installed.migrations)
  onEnd(() => database.stop(options.keep))
  const provider = await startProvider()
  onEnd(provider.stop)
  const refused = `http://127.0.0.1:${await freePort()}/v1`
  const masterKey = 'sk-real-master-0000'
  say(`starting LiteLLM ${version}`)
  const proxy = await startProxy(installed, {
    folder,
    masterKey,
    databaseUrl: database.url,
    config: configYaml({ provider: provider.base, refused }, masterKey),
  })
  onEnd(proxy.stop)
  const keys = await makeAccounts(proxy, database.sql)
  const lookout = lookoutIn(folder, database.lookoutUrl)
  const daemon = startDaemon(lookout)
  onEnd(daemon.stop)

  const chosen = options.short ? cases.filter(({ long }) => long !== true) : cases
  say(`sending the requests of ${chosen.length} cases`)
  const times = options.short ? () => 1 : ({ times = 5 }: { readonly times?: number }) => times
  const sent = await runCases(proxy.url, keys, chosen, { times, sql: database.sql })
  say('waiting for the last rows')
  await settled(database.sql)
  const found = await database.sql('SELECT to_jsonb(t) AS row FROM "LiteLLM_SpendLogs" t')
  const rows = found.map(({ row }) => row as SpendRow)
  say('asking Lookout')
  const daemonEvents = await daemon.finish()
  const comparison = compare(sent, rows, await analyzed(lookout))
  if (options.rows !== null) {
    const lines = labelledRows(version, comparison, options.cache)
    writeFileSync(path.join(options.rows, `real-rows-${version}.jsonl`), `${lines.join('\n')}\n`)
  }
  return resultOf(version, comparison, daemonEvents)
}
