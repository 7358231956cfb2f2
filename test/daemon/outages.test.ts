import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Parts } from '../../src/app/app-parts.ts'
import type { Daemon } from '../../src/app/start.ts'
import { startTcpProxy, type TcpProxy } from '../chaos/tcp-proxy.ts'
import { expectNotifiedOnce, logged } from '../chaos/told-once.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
let network: TcpProxy
let url: string
beforeEach(async () => {
  stack = await startStack()
  const target = new URL(stack.database.url)
  network = await startTcpProxy(target.hostname, Number(target.port))
  target.port = String(network.port)
  url = target.href
})
afterEach(async () => {
  network.mend()
  await stack.stop()
  await network.stop()
})

const pages = 'source: { pageSize: 50, statementTimeout: 1s, connectTimeout: 1s }'

/** So many failures of the last ten minutes; their ids. */
const write = async (count: number): Promise<readonly string[]> => {
  const rows = Array.from({ length: count }, (_, n) =>
    spendFailure(Date.now() - (n % 600) * 1000, { request_id: `r${n}-${count}` }),
  )
  await insertSpendLogs(stack.database, ...rows)
  return rows.map((row) => row.request_id)
}

/** Does something when the source is about to be read for the nth time. */
const beforeRead =
  (nth: number, act: () => Promise<unknown>) =>
  (parts: Parts): Parts => {
    let reads = 0
    const read: Parts['source']['read'] = async (...asked) => {
      if (++reads === nth) await act()
      return parts.source.read(...asked)
    }
    return { ...parts, source: { ...parts.source, read } }
  }

/** The first poll afterwards may still be handed a connection that is dead; the next ones are not. */
const pollUntilBack = async (daemon: Daemon): Promise<void> => {
  const isBack = () => logged(stack, 'info').includes('database reachable again')
  for (let polls = 0; polls < 3 && !isBack(); polls++) await daemon.trigger('poll')
  expect(isBack()).toBe(true)
}

describe('an outage of PostgreSQL', () => {
  it('in the middle of a page, by a torn connection, loses nothing', async () => {
    const ids = await write(400)
    // The first lookback is read in 24 empty hours; the rows come in the last.
    const wrap = beforeRead(27, async () => network.cutAfter(6_000))
    const daemon = await stack.start({ env: { DATABASE_URL: url }, yaml: pages, wrap })
    await daemon.trigger('poll')
    expect(logged(stack, 'error')).toContain('database not reachable yet')
    await pollUntilBack(daemon)
    await expectNotifiedOnce(stack, daemon, ids)
  })

  it('by a restart, which ends every backend and refuses new ones for a while, loses nothing', async () => {
    const ids = await write(400)
    const wrap = beforeRead(27, async () => {
      const { name } = stack.database
      await stack.database.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'litellm-lookout' AND datname = $1`,
        [name],
      )
      network.cut()
    })
    const daemon = await stack.start({ env: { DATABASE_URL: url }, yaml: pages, wrap })
    await daemon.trigger('poll')
    await daemon.trigger('poll')
    expect(logged(stack, 'error')).toContain('database not reachable yet')
    network.mend()
    await pollUntilBack(daemon)
    await expectNotifiedOnce(stack, daemon, ids)
  })

  it('by a network that is cut for a while loses nothing that was written meanwhile', async () => {
    const before = await write(60)
    const daemon = await stack.start({ env: { DATABASE_URL: url }, yaml: pages })
    await daemon.trigger('poll')
    network.cut()
    await daemon.trigger('poll')
    const meanwhile = await write(130)
    await daemon.trigger('poll')
    expect(logged(stack, 'error').match(/database unreachable/g)).toHaveLength(1)
    network.mend()
    await pollUntilBack(daemon)
    await expectNotifiedOnce(stack, daemon, [...before, ...meanwhile])
  })

  it.each(['between two polls', 'in the middle of an answer'])(
    'by a network that fell silent %s ends by itself',
    async (when) => {
      const ids = await write(60)
      const daemon = await stack.start({ env: { DATABASE_URL: url }, yaml: pages })
      await daemon.trigger('poll')
      const more = await write(70)
      if (when === 'between two polls') network.stall()
      else network.stallAfter(3_000)
      await daemon.trigger('poll')
      expect(logged(stack, 'error')).toContain('database unreachable')
      network.mend()
      await pollUntilBack(daemon)
      await expectNotifiedOnce(stack, daemon, [...ids, ...more])
    },
  )

  it('by a role that has no connection left is said, and passes', async () => {
    const ids = await write(60)
    const { sql, url: own } = stack.database
    const role = `crowded_${process.pid}`
    await sql(`CREATE ROLE ${role} LOGIN PASSWORD 'x' CONNECTION LIMIT 0 IN ROLE pg_read_all_data`)
    const crowded = new URL(own)
    crowded.username = role
    crowded.password = 'x'
    const daemon = await stack.start({ env: { DATABASE_URL: crowded.href }, yaml: pages })
    await daemon.trigger('poll')
    expect(logged(stack, 'error')).toMatch(/too many connections/)
    await sql(`ALTER ROLE ${role} CONNECTION LIMIT 5`)
    await daemon.trigger('poll')
    await expectNotifiedOnce(stack, daemon, ids)
    await daemon.stop()
    await sql(`DROP ROLE ${role}`)
  })
})
