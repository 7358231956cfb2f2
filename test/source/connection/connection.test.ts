import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { createConnection } from '../../../src/source/connection/connection.ts'
import { parseConnectionUrl } from '../../../src/source/connection/connection-url.ts'
import { SourceError } from '../../../src/source/connection/explain-error.ts'
import { createSource } from '../../../src/source/create-source.ts'
import { withDefaults } from '../../../src/source/source-filters.ts'
import { startTcpProxy } from '../../chaos/tcp-proxy.ts'
import { insertSpendLogs, spendFailure } from '../../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../../support/postgres.ts'
import { wallClock } from '../../support/wall-clock.ts'
import { forever, NOON, reading, recordingLog, slice } from '../with-source.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createDatabase('2026-09')
  await insertSpendLogs(db, spendFailure(NOON))
})
afterAll(() => db.drop())

/** The error of asking a source at a URL for its tables. */
async function failureOf(url: string): Promise<SourceError> {
  const source = createSource({ url, connectTimeout: 1_000 }, recordingLog(), wallClock)
  try {
    await source.tables(forever)
  } catch (error) {
    if (error instanceof SourceError) return error
  } finally {
    await source.close()
  }
  throw new Error('no SourceError')
}

const changed = (change: (url: URL) => void) => {
  const url = new URL(db.url)
  change(url)
  return url.href
}

describe('what is wrong is said with where and a remedy, never with the password', () => {
  test('a wrong password', async () => {
    const error = await failureOf(changed((url) => Object.assign(url, { password: 'hunter-2' })))
    expect(error).toMatchObject({ code: '28P01', retry: false })
    expect(error.remedy).toContain('user and password')
    expect(error.message).toContain(new URL(db.url).host)
    expect(`${error.message} ${error.remedy} ${error.stack}`).not.toContain('hunter-2')
  })

  test('an unknown host', async () => {
    const error = await failureOf('postgresql://u:p@no-such-host.invalid/litellm')
    expect(error).toMatchObject({ retry: true, where: 'no-such-host.invalid:5432/litellm' })
    expect(error.remedy).toContain('network')
  })

  test('a port where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    server.close()
    await once(server, 'close')
    const port = typeof address === 'object' ? address?.port : 0
    const error = await failureOf(`postgresql://u:p@127.0.0.1:${port}/litellm`)
    expect(error).toMatchObject({ code: 'ECONNREFUSED', retry: true })
  })

  test('a server that never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const error = await failureOf(`postgresql://u:p@127.0.0.1:${port}/litellm?sslmode=disable`)
    expect(error).toMatchObject({ code: 'ETIMEDOUT', retry: true })
    silent.close()
  })

  test('no such database', async () => {
    const error = await failureOf(changed((url) => Object.assign(url, { pathname: '/nothing' })))
    expect(error).toMatchObject({ code: '3D000', retry: false })
    expect(error.remedy).toContain('database name')
  })

  test('no such table, with the schema that has it', async () => {
    const error = await failureOf(`${db.url}?schema=elsewhere`)
    expect(error).toMatchObject({ code: '42P01' })
    expect(error.message).toContain('no LiteLLM_SpendLogs in schema elsewhere')
    expect(error.remedy).toContain('?schema=public')
  })

  test('a server without TLS where TLS is asked for', async () => {
    const error = await failureOf(`${db.url}?sslmode=require`)
    expect(error).toMatchObject({ code: 'NO_TLS', retry: false })
  })
})

test('the URL of LiteLLM is taken as it is', async () => {
  const source = createSource(
    { url: `${db.url}?schema=public&connection_limit=100&pool_timeout=60&pgbouncer=true` },
    recordingLog(),
    wallClock,
  )
  expect(await source.read(slice(), forever)).toHaveLength(1)
  await source.close()
})

test('tables in another schema are found, with odd characters in its name', async () => {
  const other = await createDatabase({
    ddl: `CREATE SCHEMA "my ""schema"; CREATE TABLE "my ""schema"."LiteLLM_ErrorLogs" (request_id text,
      "startTime" timestamp(3)); INSERT INTO "my ""schema"."LiteLLM_ErrorLogs" VALUES ('a', '2026-03-01 12:00')`,
  })
  const url = `${other.url}?schema=${encodeURIComponent('my "schema')}`
  await reading(
    other,
    async (source) => {
      expect(await source.tables(forever)).toEqual(['ErrorLogs'])
      const events = await source.read(slice({ table: 'ErrorLogs' }), forever)
      expect(events).toMatchObject([{ requestId: 'a', time: NOON, status: null, message: '' }])
    },
    { url },
  )
  await other.drop()
})

test('nothing is or can be written', async () => {
  await reading(db, async (source) => {
    await db.sql(`CREATE FUNCTION writing() RETURNS text LANGUAGE sql AS
      $$ INSERT INTO "LiteLLM_ErrorLogs" (request_id, "startTime", "endTime") VALUES ('w', now(), now());
      SELECT 'x'::text $$`)
    await db.sql(`CREATE SCHEMA viewed; CREATE VIEW viewed."LiteLLM_SpendLogs" AS
      SELECT writing() AS request_id, "startTime", status, metadata FROM "LiteLLM_SpendLogs"`)
    await expect(source.read(slice(), forever)).resolves.toHaveLength(1)
  })
  const source = createSource({ url: `${db.url}?schema=viewed` }, recordingLog(), wallClock)
  await expect(source.read(slice(), forever)).rejects.toThrow('read-only transaction')
  await source.close()
})

test('connections that the server ends are replaced, and nothing crashes', async () => {
  await reading(db, async (source) => {
    await source.now(forever)
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'litellm-lookout'
      AND datname = current_database()`
    // More, where one of the test before has not quite gone yet.
    expect((await db.sql(end)).length).toBeGreaterThan(0)
    await expect
      .poll(() =>
        source.read(slice(), forever).then(
          (rows) => rows.length,
          () => 0,
        ),
      )
      .toBe(1)
  })
})

describe('from poll to poll', () => {
  const pids = `SELECT pid FROM pg_stat_activity WHERE application_name = 'litellm-lookout'
    AND datname = current_database() ORDER BY pid`

  test('one connection stays, and a second one goes when nobody needs it', async () => {
    await reading(db, async (source) => {
      // Those of the tests before go by and by.
      await expect.poll(() => db.sql(pids)).toEqual([])
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      try {
        await source.now(forever)
        const first = await db.sql(pids)
        expect(first).toHaveLength(1)
        await vi.advanceTimersByTimeAsync(MINUTE_MS)
        await source.now(forever)
        expect(await db.sql(pids)).toEqual(first)
        await Promise.all([source.now(forever), source.now(forever)])
        expect(await db.sql(pids)).toHaveLength(2)
        await vi.advanceTimersByTimeAsync(MINUTE_MS)
        await source.now(forever)
        vi.useRealTimers()
        await expect.poll(() => db.sql(pids)).toHaveLength(1)
      } finally {
        vi.useRealTimers()
      }
    })
  })

  test('one that the server ended meanwhile is replaced', async () => {
    await reading(db, async (source) => {
      await source.now(forever)
      await db.sql(`SELECT pg_terminate_backend(pid) FROM (${pids}) AS ours`)
      await expect.poll(() => db.sql(pids)).toEqual([])
      await expect(source.now(forever)).resolves.toBeGreaterThan(NOON)
    })
  })

  test.each(['silent', 'reset'] as const)(
    'one that a firewall forgot meanwhile is found out at its next use and costs no poll (%s)',
    async (how) => {
      const server = new URL(db.url)
      const proxy = await startTcpProxy(server.hostname, Number(server.port))
      onTestFinished(() => proxy.stop())
      const url = changed((through) => Object.assign(through, { port: String(proxy.port) }))
      await reading(
        db,
        async (source) => {
          await source.now(forever)
          proxy.forget(how)
          await expect(source.now(forever)).resolves.toBeGreaterThan(NOON)
        },
        { url, connectTimeout: 2_000, statementTimeout: 120_000 },
      )
    },
  )
})

describe('while another transaction holds the table', () => {
  /** Runs `work` while LiteLLM seems to be dropping a partition. */
  async function locked(work: () => Promise<void>): Promise<void> {
    const holding = db
      .sql(`BEGIN; LOCK TABLE "LiteLLM_SpendLogs"; SELECT pg_sleep(30); COMMIT`)
      .catch(() => [])
    const holds = `SELECT pid FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted
      AND relation = '"LiteLLM_SpendLogs"'::regclass`
    await expect.poll(() => db.sql(holds)).toHaveLength(1)
    try {
      await work()
    } finally {
      await db.sql(`SELECT pg_terminate_backend(pid) FROM (${holds}) AS h`)
      await holding
    }
  }

  test('a read gives way after lockTimeout and may be tried again', async () => {
    await locked(() =>
      reading(
        db,
        async (source) => {
          const failing = source.read(slice(), forever)
          await expect(failing).rejects.toMatchObject({ code: '55P03', retry: true })
        },
        { lockTimeout: 50 },
      ),
    )
  })

  test('a read that is aborted rejects at once and the source goes on', async () => {
    await locked(() =>
      reading(
        db,
        async (source) => {
          await source.tables(forever)
          const controller = new AbortController()
          const failing = source.read(slice(), controller.signal)
          const waiting = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'litellm-lookout'
            AND datname = current_database() AND wait_event_type = 'Lock'`
          await expect.poll(() => db.sql(waiting)).toHaveLength(1)
          controller.abort()
          await expect(failing).rejects.toMatchObject({ code: 'ABORTED' })
          expect(await source.now(forever)).toBeGreaterThan(NOON)
          await expect(source.now(controller.signal)).rejects.toMatchObject({ code: 'ABORTED' })
        },
        { lockTimeout: 5_000 },
      ),
    )
  })

  test('a statement that takes too long is ended by the database', async () => {
    await locked(() =>
      reading(
        db,
        async (source) => {
          const failing = source.read(slice({ to: NOON }), forever)
          await expect(failing).rejects.toMatchObject({ code: '57014', retry: true })
        },
        { lockTimeout: 20_000, statementTimeout: 100 },
      ),
    )
  })
})

test('a process that is busy between two statements loses no transaction for it', async () => {
  const target = parseConnectionUrl(db.url, '')
  const settings = withDefaults({ url: db.url, statementTimeout: 100 })
  const connection = createConnection(target, settings, recordingLog())
  try {
    const rows = await connection.transaction('counting', forever, async (query) => {
      await query('SELECT 1')
      // Nothing of this process runs meanwhile, as under a long collection of garbage.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
      return query('SELECT 2 AS "two"')
    })
    expect(rows).toEqual([{ two: 2 }])
  } finally {
    await connection.close()
  }
})
