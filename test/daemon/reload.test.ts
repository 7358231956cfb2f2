import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareConfigs } from '../../src/app/reload.ts'
import { StateError } from '../../src/state/database.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

const rule = (count: number) =>
  `rules: [{ name: many, type: threshold, count: ${count}, window: 5m, severity: critical }]\n`

describe('reading the configuration again', () => {
  it('evaluates the new rules and triggers by the new schedules from then on', async () => {
    const daemon = await stack.start({ yaml: rule(1000) })
    await daemon.trigger('poll')
    const metadata = { status: 'failure' }
    for (let n = 0; n < 3; n++)
      await insertSpendLogs(stack.database, spendFailure(Date.now() - n, { metadata }))
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    expect(stack.slack.posts).toHaveLength(0)
    const next = stack.config({}, rule(2))
    expect(await daemon.reload(next)).toEqual({ ok: true, changed: ['rules'] })
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    expect(JSON.stringify(stack.slack.posts)).toContain('3 failures')
    await daemon.stop()
  })

  it('sends no message again that a channel took while the state could not be written', async () => {
    const posts = stack.slack.posts.length
    let full = false
    const daemon = await stack.start({
      yaml: rule(2),
      env: { STATE_URL: `sqlite:${stack.folder}/unmarked.db` },
      wrap: (parts) => ({
        ...parts,
        store: {
          ...parts.store,
          markSent: async (...sent) => {
            if (full) throw new StateError('full', 'state: the disk is full')
            await parts.store.markSent(...sent)
          },
        },
      }),
    })
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    const failures = [1, 2, 3].map((n) => spendFailure(Date.now() - n))
    await insertSpendLogs(stack.database, ...failures)
    full = true
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    expect(stack.slack.posts).toHaveLength(posts + 1)
    expect(
      await daemon.reload(
        stack.config({ STATE_URL: `sqlite:${stack.folder}/unmarked.db` }, rule(1000)),
      ),
    ).toMatchObject({ ok: true })
    full = false
    await daemon.trigger('deliver')
    expect(stack.slack.posts).toHaveLength(posts + 1)
    await daemon.stop()
  })

  it('refuses as a whole what only a restart can take over, and names it', () => {
    const current = stack.config({}, rule(5))
    const next = stack.config(
      { DATABASE_URL: 'postgresql://other/db', TZ: 'Europe/Berlin' },
      rule(6),
    )
    const refused = compareConfigs(current, next)
    expect(refused).toEqual({
      ok: false,
      reasons: [
        'timezone has changed: only a restart takes it over',
        'source.url has changed: only a restart takes it over',
      ],
    })
    // No secret in it.
    expect(JSON.stringify(refused)).not.toContain('postgresql://')
    expect(compareConfigs(current, current)).toEqual({ ok: true, changed: [] })
  })
})
