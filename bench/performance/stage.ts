import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { startEmbedded } from '../../test/support/embedded.ts'
import { fillSpendLogs, type Traffic } from './fill.ts'

export interface Filled {
  readonly url: string
  /** Start of the newest row, epoch milliseconds. */
  readonly newest: number
  /** How far back from now its rows go, in whole hours. */
  readonly hours: number
}

/** What the figures are measured on: one PostgreSQL, filled as each figure needs it and kept for the next. */
export interface Stage {
  /** A tenth of every size. */
  readonly quick: boolean
  /** Rows of the largest table where every 50th is a failure. */
  readonly largest: number
  readonly minutes: number
  readonly bursts: number
  /** How long the storm lasts. */
  readonly stormSeconds: number
  readonly folder: string
  readonly filled: (traffic: Traffic) => Promise<Filled>
  /** A database of its own, empty or as `make` leaves it. */
  readonly made: (name: string, make: (client: pg.Client) => Promise<void>) => Promise<string>
  /** A database for `work` alone, dropped afterwards. */
  readonly scratch: <T>(
    name: string,
    make: (client: pg.Client) => Promise<void>,
    work: (url: string) => Promise<T>,
  ) => Promise<T>
  readonly stop: () => Promise<void>
}

export const connected = async <T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

// A small production server's memory; nothing here is meant to survive.
const FLAGS = [
  ...['shared_buffers=512MB', 'max_wal_size=4GB', 'maintenance_work_mem=256MB'],
  'shared_preload_libraries=pg_stat_statements',
]
/** Postgres starts out with this on most machines: comparisons should not hang on a parallel worker more or less. */
const SERIAL = 'max_parallel_workers_per_gather=0'

const startServer = () => startEmbedded([...FLAGS, SERIAL])

const options = {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  rows: { type: 'string' },
  minutes: { type: 'string' },
  bursts: { type: 'string' },
  server: { type: 'string' },
} as const

/** `--quick`: a tenth; `--rows N`: the largest table; `--server URL`: a server that keeps the databases for the next run. */
export const readOptions = (args: string[]) => parseArgs({ args, options }).values

export const openStage = async (args: string[]): Promise<Stage> => {
  const { quick, rows, minutes, bursts, server } = readOptions(args)
  const embedded = server === undefined ? await startServer() : null
  const base =
    server ??
    `postgresql://${embedded?.user}:${embedded?.password}@${embedded?.host}:${embedded?.port}`
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  const made: Stage['made'] = async (name, make) => {
    const url = `${base}/${name}`
    const isNew = await connected(`${base}/postgres`, async (client) => {
      const there = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
      if (there.rowCount !== 0) return false
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
      return true
    })
    if (isNew) await connected(url, make)
    return url
  }
  const drop = (name: string) =>
    connected(`${base}/postgres`, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
  return {
    quick,
    largest: Number(rows ?? (quick ? 300_000 : 3_000_000)),
    // With --quick these two only show that they can be measured: both mostly wait, so their figures mean nothing.
    minutes: Number(minutes ?? (quick ? 0.25 : 10)),
    bursts: Number(bursts ?? (quick ? 10 : 200)),
    stormSeconds: quick ? 30 : 300,
    folder,
    made,
    scratch: async (name, make, work) => {
      const unique = `${name}_${process.pid}`
      const url = await made(unique, make)
      try {
        return await work(url)
      } finally {
        await drop(unique)
      }
    },
    filled: async (traffic) => {
      // Past any settle margin, so that a table just made and one of an hour ago are read alike.
      const url = await made(`bench_${traffic.rows}_${traffic.everyNthFails}`, (client) =>
        fillSpendLogs(client, traffic, Date.now() - 2 * MINUTE_MS),
      )
      const newest = await connected(url, async (client) => {
        const found = await client.query<{ newest: Date }>(
          `SELECT max("startTime") AT TIME ZONE 'UTC' AS newest FROM "LiteLLM_SpendLogs"`,
        )
        return found.rows[0]?.newest.getTime() ?? 0
      })
      const hours = Math.ceil((Date.now() - newest + traffic.rows * traffic.stepMs) / HOUR_MS)
      return { url, newest, hours }
    },
    stop: async () => {
      rmSync(folder, { recursive: true, force: true })
      await embedded?.stop()
    },
  }
}
