import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Parts } from '../../src/daemon/parts.ts'
import { logged } from '../chaos/told-once.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

const minute = 60_000
const hour = 60 * minute

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const rules = `
rules:
  - { name: failures, type: threshold, by: [model], count: 5, window: 30m }
`

const outage = (model: string) =>
  insertSpendLogs(
    stack.database,
    ...Array.from({ length: 6 }, (_, n) =>
      spendFailure(Date.now(), { model_group: model, model, request_id: `${model}${n}` }),
    ),
  )

const about = (model: string) => stack.slack.posts.filter(({ text }) => text.includes(model))

describe('our clock, set back or forward by an hour', () => {
  it('repeats no alert, loses none, and writes every failure into one report', async () => {
    const daemon = await stack.start({ yaml: rules })
    const look = async () => {
      await daemon.ring('poll')
      await daemon.ring('deliver')
      await daemon.ring('report')
    }
    await look()
    await outage('model-a')
    await look()
    for (const [skew, model] of [
      [-hour, 'model-b'],
      [hour, 'model-c'],
      [0, 'model-d'],
    ] as const) {
      stack.skew = skew
      await look()
      await outage(model)
      await look()
    }
    for (const model of ['model-a', 'model-b', 'model-c', 'model-d'])
      expect([model, about(model).length]).toEqual([model, 1])
    // Nobody was away: no message says that something was missed.
    expect(stack.slack.posts).toHaveLength(4)
    const ids = [...(await stack.artifacts())]
      .filter(([name]) => name.includes('_full_'))
      .flatMap(([, text]) => JSON.parse(text))
      .map((row: { request_id: string }) => row.request_id)
    expect(ids).toHaveLength(24)
    expect(new Set(ids).size).toBe(24)
  })

  it('does not put off a message that waits for its next try', async () => {
    const daemon = await stack.start({ yaml: rules })
    await daemon.ring('poll')
    await outage('model-a')
    stack.slack.answer = (response) => {
      response.statusCode = 500
      response.end('not now')
    }
    await daemon.ring('poll')
    await daemon.ring('deliver')
    expect(logged(stack, 'warn')).toContain('slack did not take it')
    stack.slack.answer = (response) => response.end('ok')
    stack.skew = -hour
    await daemon.ring('deliver')
    expect(logged(stack, 'info')).toContain('told slack: alert')
  })
})

describe('a clock of the database that is minutes away from ours', () => {
  it.each([
    ['ahead', 5 * minute],
    ['behind', -5 * minute],
  ])('%s is warned of, once, and tolerated', async (_, skew) => {
    const database = { skew: 0 }
    const wrap = (parts: Parts): Parts => ({
      ...parts,
      source: {
        ...parts.source,
        now: async (signal) => (await parts.source.now(signal)) + database.skew,
      },
    })
    const daemon = await stack.start({ yaml: rules, wrap })
    await daemon.ring('poll')
    await outage('model-a')
    database.skew = skew
    await daemon.ring('poll')
    await daemon.ring('poll')
    expect(logged(stack, 'warn').match(/clock and ours are apart/g)).toHaveLength(1)
    // Rules go by the database's clock: to one that is behind these failures are still to come.
    database.skew = 0
    await daemon.ring('poll')
    await daemon.ring('poll')
    await daemon.ring('deliver')
    expect(logged(stack, 'info')).toContain('agree again')
    expect(about('model-a')).toHaveLength(1)
    await daemon.ring('report')
    const [, report = '[]'] =
      [...(await stack.artifacts())].find(([name]) => name.includes('_full_')) ?? []
    expect(JSON.parse(report)).toHaveLength(6)
  })
})
