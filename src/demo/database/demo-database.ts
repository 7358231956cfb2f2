import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { messageOf } from '../../domain/reason.ts'
import { readOnlyRole, schema } from './demo-tables.ts'
import { createPostgres, freePort, type PostgresServer } from './postgres.ts'

export interface DemoDatabase {
  /** For the traffic writer: may do everything. */
  readonly ownerUrl: string
  /** For the daemon: may read four tables. */
  readonly url: string
  readonly pool: pg.Pool
  /** Stops the server and removes its files. */
  readonly stop: () => Promise<void>
}

/** Nothing in here is worth a flush to disk: it is gone when the demo ends. */
const settings = [
  ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB'],
  ...['unix_socket_directories=', 'listen_addresses=127.0.0.1'],
]

const serverOf = (folder: string, port: number): Promise<PostgresServer> =>
  createPostgres({
    folder,
    port,
    user: 'litellm',
    password: 'litellm',
    auth: 'trust',
    initdb: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    settings,
  })

/**
 * Starts an embedded PostgreSQL with LiteLLM's tables, empty, on a free port of the loopback.
 * Throws when the package is missing or the server does not start; nothing is left behind then.
 */
export const startDatabase = async (): Promise<DemoDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-demo-'))
  const port = await freePort()
  const ownerUrl = `postgres://litellm:litellm@127.0.0.1:${port}/litellm`
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  // A server that goes down first would otherwise end the process through an unheard error.
  pool.on('error', () => undefined)
  let server: PostgresServer | null = null
  // The last resort, when the process ends in a way nobody planned: no time is left for waiting.
  const onExit = () => {
    void server?.stop('immediate')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', onExit)
  const stop = async (): Promise<void> => {
    await pool.end()
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
    process.removeListener('exit', onExit)
  }
  try {
    server = await serverOf(folder, port)
    await server.start()
    const first = new pg.Client({ connectionString: ownerUrl.replace(/litellm$/, 'postgres') })
    await first.connect()
    await first.query('CREATE DATABASE litellm')
    await first.end()
    await pool.query(schema)
    await pool.query(readOnlyRole)
  } catch (cause) {
    await stop()
    const why = messageOf(cause)
    throw new Error(`the demo has no database: ${why}`, { cause })
  }
  const url = `postgres://lookout:lookout@127.0.0.1:${port}/litellm`
  return { ownerUrl, url, pool, stop }
}
