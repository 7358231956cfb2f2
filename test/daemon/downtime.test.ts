import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Parts } from '../../src/app/app-parts.ts'
import type { Daemon } from '../../src/app/start.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { logged } from '../chaos/told-once.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

/** A bell that rings often enough for two hours to be a downtime. */
const poll = '*/20 * * * *'
const yaml = `
rules:
  - { name: failures, type: threshold, by: [model], count: 5, window: 5m }
`
/** All clocks are those of the stack: the database's, too. */
const wrap = (parts: Parts): Parts => ({
  ...parts,
  source: {
    ...parts.source,
    now: async (signal) => (await parts.source.now(signal)) + stack.skew,
  },
})
const outage = (model: string, at: number) =>
  insertSpendLogs(
    stack.database,
    ...Array.from({ length: 6 }, () => spendFailure(at, { model_group: model, model })),
  )
const now = () => Date.now() + stack.skew
const look = async (daemon: Daemon) => {
  await daemon.trigger('poll')
  await daemon.trigger('deliver')
}
const posts = (about: string) => stack.slack.posts.filter(({ body }) => body.includes(about))

describe('a time in which nobody watched', () => {
  it('before the first start: its failures never alert', async () => {
    await outage('model-a', now() - 1_000)
    const daemon = await stack.start({ yaml, poll, wrap })
    await look(daemon)
    await look(daemon)
    await daemon.trigger('report')
    expect(stack.slack.posts).toEqual([])
    const full = [...(await stack.artifacts())].find(([name]) => name.includes('_full_'))
    expect(JSON.parse(full?.[1] ?? '[]')).toHaveLength(6)
  })

  it.each(['restarted', 'asleep'])(
    '%s: one message says what was missed, what ended has no known end, old windows never alert',
    async (how) => {
      const first = await stack.start({ yaml, poll, wrap })
      await look(first)
      await outage('model-a', now())
      await look(first)
      expect(posts('model-a')).toHaveLength(1)
      if (how === 'restarted') await first.stop()
      await outage('model-b', now() + 30 * MINUTE_MS)
      stack.skew = 2 * HOUR_MS
      const daemon = how === 'restarted' ? await stack.start({ yaml, poll, wrap }) : first
      await look(daemon)
      const missed = posts('Monitoring gap: 2 h')
      expect(missed).toHaveLength(1)
      expect(missed[0]?.body).toContain('6 failures in that time')
      const [, resolved] = posts('model-a')
      expect(resolved?.body).toMatch(/RESOLVED/)
      expect(logged(stack, 'info')).toContain('alert failures: resolved, end unknown')
      // Written only now, though its window ended while nobody watched.
      if (how === 'restarted') await outage('model-c', now() - 20 * MINUTE_MS)
      await look(daemon)
      await outage('model-d', now())
      await look(daemon)
      await look(daemon)
      const notified = ['model-b', 'model-c', 'model-d', 'Monitoring gap'].map(
        (a) => posts(a).length,
      )
      expect(notified).toEqual([0, 0, 1, 1])
      expect(posts('model-a')).toHaveLength(2)
    },
  )
})
