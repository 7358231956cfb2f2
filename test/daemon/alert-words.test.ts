import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { injections } from '../explain/injections.ts'
import { honest, obedient } from '../explain/model/fake-models.ts'
import { type Answer, completion, say, serveModel } from '../explain/model/model-server.ts'
import { failureMetadata, insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const outage = (model: string, about: Readonly<Record<string, unknown>>) =>
  // None before the watching began: what failed earlier never alerts.
  Array.from({ length: 6 }, () => spendFailure(Date.now(), { model_group: model, model, ...about }))

const yaml = `
llm: { retries: 0 }
rules:
  - { name: failures, type: threshold, by: [model], count: 5, window: 5m }
`

type Fake = (prompt: string) => string | null

const saying =
  (fake: Fake): Answer =>
  (response, asked) => {
    const { messages } = JSON.parse(asked.body)
    const prompt = messages.map(({ content }: { content: string }) => content).join('\n')
    say(completion(fake(prompt) ?? ''))(response, asked)
  }

/** A daemon whose model has this address, and six failures that it alerts on. */
const fireWith = async (url: string, about: Parameters<typeof outage>[1] = {}) => {
  const env = { LLM_URL: `${url}/v1/chat/completions`, LLM_MODEL: 'fake' }
  const daemon = await stack.start({ env, yaml })
  await daemon.trigger('poll')
  await insertSpendLogs(stack.database, ...outage('model-a', about))
  await daemon.trigger('poll')
  return daemon
}

const onSlack = () => stack.slack.posts.filter(({ text }) => text.includes('model-a'))
const cause = 'Probable cause'

describe('an alert and its words', () => {
  it('come together where the model is quick, on every channel, for one call', async () => {
    const { url, asked } = await serveModel(saying(honest))
    await fireWith(url)
    const { body } = await stack.slack.post(({ text }) => text.includes('model-a'))
    expect(body).toContain(cause)
    expect(body).toContain('Probably an outage')
    const mail = await stack.mail.mail(({ subject = '' }) => subject.includes('model-a'))
    expect(mail.text).toContain('Probably an outage')
    expect(mail.html).toContain('Probably an outage')
    expect(asked).toHaveLength(1)
    expect(onSlack()).toHaveLength(1)
  })

  it('are no reason to wait longer than 20 s where the model is slow; they follow in one message', async () => {
    const answers: (() => void)[] = []
    const { url } = await serveModel((response, asked) => {
      answers.push(() => saying(honest)(response, asked))
    })
    const daemon = await fireWith(url)
    await daemon.trigger('deliver')
    expect(onSlack()).toEqual([])
    stack.skew += 20_000
    await daemon.trigger('deliver')
    const alone = await stack.slack.post(({ text }) => text.includes('model-a'))
    expect(alone.body).toContain('6 failures')
    expect(alone.body).not.toContain(cause)
    await stack.mail.mail(({ subject = '' }) => subject.includes('model-a'))
    for (const answer of answers) answer()
    const after = await stack.slack.post(({ body }) => body.includes(cause))
    expect(after.text).toContain('model-a')
    const mail = await stack.mail.mail(({ text = '' }) => text.includes(cause))
    expect(mail.references).toEqual(stack.mail.mails[0]?.references)
    await daemon.trigger('deliver')
    expect(onSlack()).toHaveLength(2)
    expect(stack.mail.mails).toHaveLength(2)
  })

  it('do without each other where the model is dead', async () => {
    const { url } = await serveModel((response) => response.destroy())
    await fireWith(url)
    const { body } = await stack.slack.post(({ text }) => text.includes('model-a'))
    expect(body).toContain('6 failures')
    expect(body).not.toContain(cause)
    await stack.mail.mail(({ subject = '' }) => subject.includes('model-a'))
  })

  it('are one thing after a crash in between: the row goes out with words remembered', async () => {
    const { url, asked } = await serveModel(saying(honest))
    stack.slack.answer = (response) => response.writeHead(503).end('busy')
    const daemon = await fireWith(url)
    await stack.mail.mail(({ text = '' }) => text.includes(cause))
    await daemon.stop()
    stack.slack.answer = (response) => response.end('ok')
    const before = onSlack().length
    stack.skew += 600_000
    const env = { LLM_URL: `${url}/v1/chat/completions`, LLM_MODEL: 'fake' }
    const second = await stack.start({ env, yaml })
    await second.trigger('deliver')
    await stack.slack.post((post) => onSlack().indexOf(post) >= before)
    expect(onSlack().at(-1)?.body).toContain(cause)
    expect(asked.filter(({ body }) => body.includes('Alert [a1]'))).toHaveLength(1)
  })

  it('keep what an instruction in the data made the model say from everybody', async () => {
    const { url, asked } = await serveModel(saying(obedient))
    const [injection] = injections
    await fireWith(url, { metadata: failureMetadata({ error_message: injection?.text }) })
    const { body } = await stack.slack.post(({ text }) => text.includes('model-a'))
    expect(asked).toHaveLength(1)
    expect(body).not.toContain(cause)
    expect(JSON.stringify(stack.slack.posts)).not.toContain(injection?.obeyed ?? '?')
  })
})
