import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { loadEmbedded } from './load-embedded.ts'
import { readOnlyRole, schema } from './schema.ts'

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
const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB']
const flags = [...quick, 'unix_socket_directories=', 'listen_addresses=127.0.0.1'].flatMap(
  (setting) => ['-c', setting],
)

/** Signals the server of a folder; false if it is not running. */
const signal = (folder: string, name: NodeJS.Signals | 0): boolean => {
  try {
    const [pid] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n', 1)
    return process.kill(Number(pid), name)
  } catch {
    return false
  }
}

/**
 * Ends the server and waits until it is gone. The package's own stop() would wait for ever for a server that went by
 * itself, and on Ctrl-C it does: the terminal tells every process of the group.
 */
const endServer = async (folder: string): Promise<void> => {
  signal(folder, 'SIGINT')
  while (signal(folder, 0)) await pause(20)
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/**
 * Starts an embedded PostgreSQL with LiteLLM's tables, empty, on a free port of the loopback.
 * Throws when the package is missing or the server does not start; nothing is left behind then.
 */
export const startDatabase = async (): Promise<DemoDatabase> => {
  const EmbeddedPostgres = await loadEmbedded()
  const folder = await mkdtemp(join(tmpdir(), 'lookout-demo-'))
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'litellm',
    password: 'litellm',
    persistent: true,
    // PostgreSQL refuses to run as root; the package then runs it as another user.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C', '--auth=trust'],
    postgresFlags: flags,
    onLog: (line) => said.push(line),
    onError: (line) => said.push(String(line)),
  })
  const ownerUrl = `postgres://litellm:litellm@127.0.0.1:${port}/litellm`
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  // A server that goes down first would otherwise end the process through an unheard error.
  pool.on('error', () => undefined)
  // The last resort, when the process ends in a way nobody planned: no time is left for waiting.
  const onExit = () => {
    signal(folder, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', onExit)
  const stop = async (): Promise<void> => {
    await pool.end()
    await endServer(folder)
    await rm(folder, { recursive: true, force: true })
    process.removeListener('exit', onExit)
  }
  try {
    await server.initialise()
    await server.start()
    await server.createDatabase('litellm')
    await pool.query(schema)
    await pool.query(readOnlyRole)
  } catch (cause) {
    await stop()
    // The package rejects with nothing at all when the server ends early; what it printed says why.
    throw new Error(`the demo's PostgreSQL did not start: ${said.slice(-3).join(' ').trim()}`, {
      cause,
    })
  }
  const url = `postgres://lookout:lookout@127.0.0.1:${port}/litellm`
  return { ownerUrl, url, pool, stop }
}
