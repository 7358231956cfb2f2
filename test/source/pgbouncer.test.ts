import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createSource, type Source } from '../../src/source/create-source.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { wallClock } from '../support/wall-clock.ts'
import { forever, NOON, recordingLog, slice } from './with-source.ts'

const binary = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find(
  (file) => existsSync(file),
)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

test.runIf(binary === undefined && process.env['CI'] !== undefined)(
  'CI has pgbouncer (apt-get install pgbouncer)',
  () => {
    expect(binary).toBeDefined()
  },
)

describe.skipIf(binary === undefined)(
  'through PgBouncer in transaction mode (needs pgbouncer)',
  () => {
    let db: TestDatabase
    let folder: string
    let bouncer: ChildProcess
    let url: string
    const sources: Source[] = []

    beforeAll(async () => {
      db = await createDatabase('2026-09')
      await insertSpendLogs(db, spendFailure(NOON), spendFailure(NOON + 1))
      folder = mkdtempSync(path.join(tmpdir(), 'lookout-pgbouncer-'))
      const port = await freePort()
      const server = new URL(db.url)
      writeFileSync(path.join(folder, 'users'), `"${server.username}" "${server.password}"\n`)
      writeFileSync(
        path.join(folder, 'ini'),
        `[databases]
${db.name} = host=${server.hostname} port=${server.port} password=${server.password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path.join(folder, 'users')}
pool_mode = transaction
default_pool_size = 1
`,
      )
      // It refuses to run as root, and what it becomes must be able to read its files.
      chmodSync(folder, 0o755)
      const asRoot = process.getuid?.() === 0
      const uid = asRoot ? Number(execFileSync('id', ['-u', 'postgres'])) : undefined
      bouncer = spawn(String(binary), [path.join(folder, 'ini')], {
        stdio: ['ignore', 'ignore', 'pipe'],
        ...(uid === undefined ? {} : { uid }),
      })
      const said: string[] = []
      bouncer.stderr?.on('data', (chunk) => said.push(String(chunk)))
      await vi.waitFor(() => expect(said.join('')).toContain('process up'), 10_000)
      url = db.url.replace(`:${server.port}/`, `:${port}/`)
    })
    afterAll(async () => {
      await Promise.all(sources.map((source) => source.close()))
      const ended = once(bouncer, 'exit')
      bouncer.kill('SIGKILL')
      await ended
      await db.drop()
      await rm(folder, { recursive: true, force: true })
    })

    const open = () => {
      const source = createSource(
        { url: `${url}?pgbouncer=true&connection_limit=1` },
        recordingLog(),
        wallClock,
      )
      sources.push(source)
      return source
    }

    test('everything is read, by several clients sharing one connection of the server', async () => {
      const [one, two] = [open(), open()]
      const reads = [one, two, one, two, one, two].map(async (source) => {
        const events = await source.read(slice(), forever)
        const keys = await source.keys(slice(), forever)
        const again = await source.readKeys(keys, forever)
        const rows = await source.fullRows(keys, forever)
        return [events.length, keys.length, again.length, rows.length]
      })
      expect(await Promise.all(reads)).toEqual(Array.from({ length: 6 }, () => [2, 2, 2, 2]))
      expect((await one.describe(forever)).role.user).toBe('postgres')
    })

    test('no setting stays behind on the shared connection', async () => {
      const setting = async (name: string) => {
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        const { rows } = await client.query<{ value: string }>(
          'SELECT current_setting($1) AS value',
          [name],
        )
        await client.end()
        return rows[0]?.value
      }
      await open().read(slice(), forever)
      expect(await setting('statement_timeout')).toBe('0')
      expect(await setting('transaction_read_only')).toBe('off')
    })

    test('a wrong password is told as one', async () => {
      const source = createSource(
        { url: url.replace(':test@', ':hunter-2@') },
        recordingLog(),
        wallClock,
      )
      sources.push(source)
      const failing = source.now(forever)
      await expect(failing).rejects.toMatchObject({
        name: 'SourceError',
        retry: false,
        code: '28P01',
      })
    })
  },
)
