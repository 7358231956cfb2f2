import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Parts } from '../../src/app/app-parts.ts'
import { readState } from '../chaos/observed.ts'
import { expectNotifiedOnce, logged } from '../chaos/told-once.ts'
import { type EmbeddedServer, startEmbedded } from '../support/embedded.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { ddl } from '../support/litellm-shapes.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
/** A server of its own: no other test runs on it while it is down. */
let server: EmbeddedServer
let url: string
beforeEach(async () => {
  const [opened, started] = await Promise.all([
    startStack('empty'),
    // What PostgreSQL itself loses in a crash is not asked here.
    startEmbedded(['synchronous_commit=on']),
  ])
  stack = opened
  server = started
  url = `postgresql://${server.user}:${server.password}@${server.host}:${server.port}/postgres`
})
afterEach(async () => {
  await stack.stop()
  await server.stop()
})

/** A session that does something and goes; one that dies with the server is nobody's failure. */
const session = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return work(client).finally(() => client.end().catch(() => undefined))
}

const sql = (text: string, params?: readonly unknown[]) =>
  session(async (client) => (await client.query(text, params && [...params])).rows)

const write = async (name: string, count: number): Promise<readonly string[]> => {
  const rows = Array.from({ length: count }, (_, n) =>
    spendFailure(Date.now() - (n % 600) * 1000, { request_id: `${name}${n}` }),
  )
  await insertSpendLogs({ ...stack.database, sql }, ...rows)
  return rows.map((row) => row.request_id)
}

/** Ends the server when the nth page is under way: its statement waits for a lock, so that it cannot be over before. */
const haltInPage =
  (nth: number, mode: 'fast' | 'immediate') =>
  (parts: Parts): Parts => {
    let reads = 0
    const read: Parts['source']['read'] = async (...asked) => {
      if (++reads !== nth) return parts.source.read(...asked)
      return session(async (client) => {
        await client.query('BEGIN; LOCK TABLE "LiteLLM_SpendLogs"')
        const page = parts.source.read(...asked)
        page.catch(() => undefined)
        const waiting = `SELECT 1 FROM pg_stat_activity
          WHERE application_name = 'litellm-lookout' AND wait_event_type = 'Lock'`
        await expect.poll(async () => (await client.query(waiting)).rowCount).toBe(1)
        await server.halt(mode)
        return page
      })
    }
    return { ...parts, source: { ...parts.source, read } }
  }

describe.each(['fast', 'immediate'] as const)(
  'PostgreSQL stopped (%s) in the middle of a page',
  (mode) => {
    it('and started again loses nothing, tells nothing twice, and is said once', async () => {
      await sql(ddl('2026-03'))
      const ids = await write('before', 400)
      const daemon = await stack.start({
        env: { DATABASE_URL: url },
        yaml: 'source: { pageSize: 50, lockTimeout: 20s, statementTimeout: 20s, connectTimeout: 1s }',
        // The first lookback is read in 24 empty hours; the rows come in the last.
        wrap: haltInPage(27, mode),
      })
      await daemon.trigger('poll')
      // It is down, and stays so for two polls more.
      await daemon.trigger('poll')
      await daemon.trigger('poll')
      expect(logged(stack, 'error')).toContain('database not reachable yet')
      const { events } = readState(join(stack.folder, 'state', 'lookout.db'))
      expect(events.length).toBeGreaterThan(0)
      expect(events.length).toBeLessThan(400)
      await server.start()
      const more = await write('after', 70)
      const isBack = () => logged(stack, 'info').includes('database reachable again')
      for (let polls = 0; polls < 3 && !isBack(); polls++) await daemon.trigger('poll')
      expect(isBack()).toBe(true)
      await daemon.trigger('poll')
      await expectNotifiedOnce(stack, daemon, [...ids, ...more])
    })
  },
)
