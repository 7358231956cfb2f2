import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { parseMatchers } from '../../src/routing/matcher.ts'
import { openState } from '../../src/state/store.ts'
import { startWebServer } from '../channels/web-server.ts'
import { quiet } from '../state/quiet.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const outage = (model: string) =>
  // None before the watching began: what failed earlier never alerts.
  Array.from({ length: 6 }, () => spendFailure(Date.now(), { model_group: model, model }))

const rules = `
rules:
  - { name: failures, type: threshold, by: [model], count: 5, window: 5m }
`

const written = (models: readonly string[]) =>
  stack.slack.posts.filter(({ text }) => models.some((model) => text.includes(model)))

describe('from alerts to people', () => {
  it('alerts that start together come as one message, on every kind of channel', async () => {
    await using hook = await startWebServer((response) => response.end('{}'))
    const yaml = `${rules}
channels:
  - { name: hook, type: webhook, url: '${hook.url}', secret: quiet }
  - { name: am, type: alertmanager, url: '${new URL(hook.url).origin}' }
`
    const daemon = await stack.start({ yaml })
    await daemon.trigger('poll')
    await insertSpendLogs(stack.database, ...outage('model-a'), ...outage('model-b'))
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    const { body } = await stack.slack.post(({ text }) => /model-[ab]/.test(text))
    expect(body).toContain('model-a')
    expect(body).toContain('model-b')
    expect(written(['model-a', 'model-b'])).toHaveLength(1)
    const bodies = hook.received.map(({ path, body }) => [path, JSON.parse(body)] as const)
    const labels = (alerts: readonly { readonly labels: { readonly model: string } }[]) =>
      alerts.map((each) => each.labels.model).sort()
    const posted = bodies.find(([path]) => path === '/api/v2/alerts')?.[1]
    expect(labels(posted)).toEqual(['model-a', 'model-b'])
    const sent = bodies.find(([path]) => path.endsWith('secret-path'))?.[1]
    expect(sent).toMatchObject({ version: '4', status: 'firing', receiver: 'hook' })
    expect(labels(sent.alerts)).toEqual(['model-a', 'model-b'])
  })

  it('a silence added beside the daemon is heeded at the next look, and shows in status', async () => {
    const daemon = await stack.start({ yaml: rules })
    await daemon.trigger('poll')
    const url = `sqlite:${join(stack.folder, 'state', 'lookout.db')}`
    const beside = await openState(url, { log: quiet, now: Date.now })
    const now = Date.now()
    await beside.addSilence({
      id: 's1',
      matchers: parseMatchers('model=model-a'),
      alerts: null,
      startsAt: now,
      endsAt: now + HOUR_MS,
      author: 'anna',
      reason: 'moving',
      createdAt: now,
    })
    await insertSpendLogs(stack.database, ...outage('model-a'), ...outage('model-b'))
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    await stack.slack.post(({ text }) => text.includes('model-b'))
    expect(JSON.stringify(stack.slack.posts)).not.toContain('model-a')
    const { keptBack, openAlerts } = await beside.status()
    expect(openAlerts).toHaveLength(2)
    expect(keptBack).toMatchObject([{ why: 'silenced by anna: moving' }])
    await beside.endSilence('s1', Date.now())
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    await stack.slack.post(({ text }) => text.includes('model-a'))
    await beside.close()
  })

  it('after a restart nobody is told again', async () => {
    const first = await stack.start({ yaml: rules })
    await first.trigger('poll')
    await insertSpendLogs(stack.database, ...outage('model-a'))
    await first.trigger('poll')
    await first.trigger('deliver')
    await first.stop()
    const second = await stack.start({ yaml: rules })
    await second.trigger('poll')
    await second.trigger('deliver')
    expect(written(['model-a'])).toHaveLength(1)
  })
})
