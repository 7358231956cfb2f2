import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Parts } from '../../src/app/app-parts.ts'
import type { Daemon } from '../../src/app/start.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { expectNotifiedOnce, logged } from '../chaos/told-once.ts'
import { insertSpendLogs, spendFailure, spendSuccess } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

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

const outage = (model: string, litellmSkew = 0) =>
  insertSpendLogs(
    stack.database,
    ...Array.from({ length: 6 }, (_, n) =>
      spendFailure(Date.now() + litellmSkew, {
        model_group: model,
        model,
        request_id: `${model}${n}`,
      }),
    ),
  )

const about = (model: string) => stack.slack.posts.filter(({ text }) => text.includes(model))

describe('our clock, set back or forward by an hour', () => {
  it('repeats no alert, loses none, and writes every failure into one report', async () => {
    const daemon = await stack.start({ yaml: rules, poll: '*/20 * * * *' })
    const look = async () => {
      await daemon.trigger('poll')
      await daemon.trigger('deliver')
      await daemon.trigger('report')
    }
    await look()
    await outage('model-a')
    await look()
    for (const [skew, model] of [
      [-HOUR_MS, 'model-b'],
      [HOUR_MS, 'model-c'],
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
    await daemon.trigger('poll')
    await outage('model-a')
    stack.slack.answer = (response) => {
      response.statusCode = 500
      response.end('not now')
    }
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    expect(logged(stack, 'warn')).toContain('slack did not accept the message')
    stack.slack.answer = (response) => response.end('ok')
    stack.skew = -HOUR_MS
    await daemon.trigger('deliver')
    expect(logged(stack, 'info')).toContain('sent to slack: alert')
  })
})

/** The database's clock less the real one, milliseconds. */
const database = { skew: 0 }
beforeEach(() => {
  database.skew = 0
})
const wrap = (parts: Parts): Parts => ({
  ...parts,
  source: {
    ...parts.source,
    now: async (signal) => (await parts.source.now(signal)) + database.skew,
  },
})

describe("the database's clock, set by an hour and back, while ours stays", () => {
  const look = async (daemon: Daemon) => {
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
  }
  /** Starts a daemon to which this outage is known, in the middle of an hour's requests. */
  const watching = async () => {
    const requests = Array.from({ length: 60 }, (_, n) => spendSuccess(Date.now() - n * MINUTE_MS))
    await insertSpendLogs(stack.database, ...requests)
    // With a bell that rings often enough for an hour to be a downtime.
    const daemon = await stack.start({ yaml: rules, poll: '*/20 * * * *', wrap })
    await daemon.trigger('poll')
    await outage('model-a')
    await look(daemon)
    return daemon
  }

  it.each([
    ['forward', HOUR_MS],
    ['back', -HOUR_MS],
  ])('%s: no alert ends or comes again, none is lost, and nobody was away', async (_, skew) => {
    const daemon = await watching()
    database.skew = skew
    await look(daemon)
    await look(daemon)
    await outage('model-b')
    await look(daemon)
    // Longer than a leap of which no row tells anything would be doubted: rows do tell.
    stack.skew += 16 * MINUTE_MS
    database.skew += 16 * MINUTE_MS
    await look(daemon)
    expect(logged(stack, 'info')).not.toContain("by the database's clock again")
    stack.skew -= 16 * MINUTE_MS
    database.skew -= 16 * MINUTE_MS
    await look(daemon)
    database.skew = 0
    await look(daemon)
    await outage('model-c')
    await look(daemon)
    const models = ['model-a', 'model-b', 'model-c']
    expect(models.map((model) => about(model).length)).toEqual([1, 1, 1])
    expect(stack.slack.posts).toHaveLength(3)
    expect(logged(stack, 'warn').match(/database's clock was set/g)).toHaveLength(1)
    expect(logged(stack, 'info')).toContain("by the database's clock again")
    const ids = models.flatMap((model) => Array.from({ length: 6 }, (_, n) => `${model}${n}`))
    await expectNotifiedOnce(stack, daemon, ids)
  })

  it('together with that of LiteLLM: alerts follow the rows, and nobody was away', async () => {
    const daemon = await watching()
    database.skew = HOUR_MS
    await outage('model-b', HOUR_MS)
    await look(daemon)
    expect(about('model-b')).toHaveLength(1)
    expect(stack.slack.posts.filter(({ body }) => body.includes('Monitoring gap'))).toEqual([])
  })
})

describe('a clock of the database that is minutes away from ours', () => {
  it.each([
    ['ahead', 5 * MINUTE_MS],
    ['behind', -5 * MINUTE_MS],
  ])('%s is warned of, once, and tolerated', async (_, skew) => {
    const daemon = await stack.start({ yaml: rules, wrap })
    await daemon.trigger('poll')
    await outage('model-a')
    database.skew = skew
    await daemon.trigger('poll')
    await daemon.trigger('poll')
    expect(logged(stack, 'warn').match(/clock differs from ours/g)).toHaveLength(1)
    database.skew = 0
    await daemon.trigger('poll')
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    expect(logged(stack, 'info')).toContain('agree again')
    expect(about('model-a')).toHaveLength(1)
    await daemon.trigger('report')
    const [, report = '[]'] =
      [...(await stack.artifacts())].find(([name]) => name.includes('_full_')) ?? []
    expect(JSON.parse(report)).toHaveLength(6)
  })
})
