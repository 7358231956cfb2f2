import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { createPostgres, freePort } from '../../src/demo/database/postgres.ts'

export interface Database {
  /** As the proxy uses it. */
  readonly url: string
  /** As Lookout does: with the read-only role of deploy/sql. */
  readonly lookoutUrl: string
  readonly sql: (text: string, params?: readonly unknown[]) => Promise<readonly Row[]>
  readonly stop: (keep: boolean) => Promise<void>
}

type Row = Readonly<Record<string, unknown>>

/** Runs the proxy's migrations in their order. A file of several statements goes as one, as psql would not. */
const migrate = async (client: pg.Client, folder: string): Promise<void> => {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  for (const name of names) {
    const text = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
    // Statements sent together are one transaction, in which no index can be built CONCURRENTLY.
    await client.query(text.replace(/\bCONCURRENTLY\b/g, '')).catch((cause: unknown) => {
      throw new Error(`migration ${name} failed: ${String(cause)}`, { cause })
    })
  }
}

/** A PostgreSQL of its own with the tables of one version of LiteLLM, and Lookout's read-only role. */
export const openDatabase = async (migrations: string): Promise<Database> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lookout-real-'))
  const port = await freePort()
  const remove = () => rm(folder, { recursive: true, force: true })
  const settings = [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'],
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB'],
  ]
  const server = await createPostgres({
    folder,
    port,
    user: 'postgres',
    password: 'real',
    auth: 'scram-sha-256',
    initdb: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    settings,
  }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const at = (who: string) => `postgresql://${who}@127.0.0.1:${port}/litellm`
  const stop = async (keep: boolean): Promise<void> => {
    await server.stop()
    if (!keep) await remove()
  }
  try {
    await server.start()
    const admin = new pg.Client({
      connectionString: at('postgres:real').replace(/litellm$/, 'postgres'),
    })
    await admin.connect()
    await admin.query('CREATE DATABASE litellm').finally(() => admin.end())
    const client = new pg.Client({ connectionString: at('postgres:real') })
    await client.connect()
    try {
      await migrate(client, migrations)
      const role = new URL('../../deploy/sql/read-only-role.sql', import.meta.url)
      await client.query(await readFile(role, 'utf8'))
      await client.query("ALTER ROLE lookout PASSWORD 'real'")
    } finally {
      await client.end()
    }
  } catch (error) {
    await stop(false)
    throw error
  }
  const pool = new pg.Pool({ connectionString: at('postgres:real'), max: 2 })
  pool.on('error', () => undefined)
  return {
    url: at('postgres:real'),
    lookoutUrl: at('lookout:real'),
    sql: async (text, params = []) => (await pool.query<Row>(text, [...params])).rows,
    stop: async (keep) => {
      await pool.end()
      await stop(keep)
    },
  }
}
