import { afterEach, beforeEach, expect, it } from 'vitest'
import { failureMetadata, insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack('2026-09')
})
afterEach(async () => {
  await stack.stop()
})

const rules = `
notifications: { groupWait: 0s }
rules: [{ name: burst, type: threshold, count: 1, window: 5m, by: [model] }]
`

const tooLong = () =>
  spendFailure(Date.now(), {
    metadata: failureMetadata({
      error_class: 'ContextWindowExceededError',
      error_code: '400',
      error_message:
        "litellm.ContextWindowExceededError: OpenAIException - This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
    }),
  })

const alerted = async (yaml = '') => {
  const daemon = await stack.start({ yaml: rules + yaml })
  await daemon.trigger('poll')
  await insertSpendLogs(stack.database, tooLong())
  await daemon.trigger('poll')
  await daemon.trigger('deliver')
  const { body } = await stack.slack.post(({ text }) => /FIRING|告警/.test(text))
  return body
}

it('an alert says what to do about a known failure, with no model at all', async () => {
  const body = await alerted()
  expect(body).toContain('Known failure: ')
  expect(body).toContain('context_window_fallbacks')
  const mail = await stack.mail.mail(({ subject }) => subject?.includes('FIRING') === true)
  expect(mail.text).toContain('Known failure: ')
  expect(mail.text).toContain('context_window_fallbacks')
  expect(mail.html).toContain('context_window_fallbacks')
})

it('says it in the configured language, and by an entry of the configuration', async () => {
  const own = `
locale: zh-CN
catalogue:
  - id: our-long-prompts
    title: { en: A prompt of ours is too long, zh-CN: 本公司的提示词过长 }
    fault: caller
    meaning: { en: It is too long., zh-CN: 提示词超过上限。 }
    remedies: [{ en: Ask the team., zh-CN: 请联系该团队。 }]
    acts: caller
    match: [{ message: [maximum context length] }]
`
  const body = await alerted(own)
  expect(body).toContain('已知故障：本公司的提示词过长')
  expect(body).toContain('1. 请联系该团队。')
})
