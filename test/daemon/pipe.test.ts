import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const outage = (count: number, at: number) =>
  Array.from({ length: count }, (_, n) =>
    spendFailure(at + n, {
      metadata: {
        error_information: {
          error_code: '503',
          error_class: 'ServiceUnavailableError',
          error_message: `litellm.ServiceUnavailableError: OpenAIException - overloaded, request ${n}`,
        },
      },
    }),
  )

const ofAlerts = (text: string) => /provider-failures|gpt-4o/.test(text)

describe('one error, all the way', () => {
  it('an outage after the start becomes a Slack message, an e-mail and artifacts', async () => {
    const daemon = await stack.start()
    await daemon.trigger('poll')
    await insertSpendLogs(stack.database, ...outage(12, Date.now()))
    await daemon.trigger('poll')
    const post = await stack.slack.post(({ text }) => ofAlerts(text))
    expect(post.text).toContain('12')
    const mail = await stack.mail.mail(({ subject }) => ofAlerts(subject ?? ''))
    expect(mail.text).toContain('gpt-4o')
    await daemon.trigger('report')
    const names = [...(await stack.artifacts()).keys()]
      .map((name) => name.slice(11).replace(/_\d+\..*/, ''))
      .sort()
    expect(names).toEqual([
      'error_logs_analysis',
      'error_logs_full',
      'llm_analysis',
      'llm_prompt',
      'query_params',
    ])
    for (const [name, text] of await stack.artifacts()) {
      if (!name.includes('error_logs')) continue
      expect(JSON.parse(text)).toHaveLength(12)
    }
  })

  it('the backlog of the first run is reported and alerts nobody', async () => {
    await insertSpendLogs(stack.database, ...outage(40, Date.now() - MINUTE_MS))
    const daemon = await stack.start()
    await daemon.trigger('poll')
    await daemon.trigger('report')
    await daemon.trigger('deliver')
    expect(stack.slack.posts).toEqual([])
    const files = await stack.artifacts()
    const analysis = [...files].find(([name]) => name.includes('error_logs_analysis'))
    expect(JSON.parse(analysis?.[1] ?? '[]')).toHaveLength(40)
  })

  it('reading again changes nothing: a failure is in one report only', async () => {
    const daemon = await stack.start()
    await insertSpendLogs(stack.database, ...outage(3, Date.now()))
    for (let n = 0; n < 3; n++) {
      await daemon.trigger('poll')
      await daemon.trigger('report')
    }
    const reports = [...(await stack.artifacts()).keys()].filter((name) => name.includes('full'))
    expect(reports).toHaveLength(1)
  })
})
