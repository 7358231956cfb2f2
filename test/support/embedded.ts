import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPostgres, freePort, type PostgresServer } from '../../src/demo/database/postgres.ts'

export interface EmbeddedServer {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Ends it and keeps its data: `immediate` as a crash does. */
  readonly halt: (how: 'fast' | 'immediate') => Promise<void>
  /** Brings it back after `halt`, on the same port. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
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
  const remove = () => rm(folder, { recursive: true, force: true })
  let server: PostgresServer
  try {
    server = await createPostgres({
      folder,
      port,
      user,
      password,
      auth: 'scram-sha-256',
      initdb: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US'],
      settings: [
        ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
        ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB'],
        ...['timezone=America/New_York', 'autovacuum=off', ...flags],
      ],
    })
    await server.start()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    halt: server.stop,
    start: server.start,
    stop: async () => {
      await server.stop()
      await remove()
    },
  }
}
