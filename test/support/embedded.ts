import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadEmbedded } from '../../src/demo/load-embedded.ts'

export interface EmbeddedServer {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly stop: () => Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no TCP port')
  return address.port
}

/**
 * Starts a real PostgreSQL in a folder of its own on a free port of 127.0.0.1. Durability is off (the data is thrown
 * away), the sessions' zone is not UTC and the collation not JavaScript's, so that code relying on either is caught.
 */
export async function startEmbedded(flags: readonly string[] = []): Promise<EmbeddedServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lookout-pg-'))
  const port = await freePort()
  const user = 'postgres'
  const password = 'test'
  const complaints: string[] = []
  const EmbeddedPostgres = await loadEmbedded()
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user,
    password,
    authMethod: 'scram-sha-256',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US'],
    postgresFlags: [
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
      ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB'],
      ...['timezone=America/New_York', 'autovacuum=off', ...flags],
    ].flatMap((setting) => ['-c', setting]),
    onLog: (line) => complaints.push(line),
    onError: (problem) => complaints.push(String(problem)),
  })
  try {
    await chmod(folder, 0o755)
    await server.initialise()
    await server.start()
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`embedded PostgreSQL did not start: ${complaints.slice(-10).join('')}`, {
      cause: error,
    })
  }
  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
