import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startModelStandIn } from '../../../src/demo/stand-ins/model-stand-in.ts'
import { factsOf } from '../../../src/demo/stand-ins/prompt-facts.ts'
import { answerFor } from '../../../src/demo/stand-ins/stand-in-answer.ts'
import type { Facts } from '../../../src/domain/facts.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { explanationOf } from '../../../src/explain/answer/explanation.ts'
import { buildPrompt } from '../../../src/explain/prompt/prompt.ts'
import { parseTemplate } from '../../../src/explain/prompt/template.ts'
import { english } from '../../../src/i18n/locales.ts'

const at = Date.UTC(2026, 2, 1, 10)
const count = (name: string, of: number) => ({ name, count: of })
const facts: Facts = {
  instance: 'prod',
  timezone: 'UTC',
  from: at,
  to: at + HOUR_MS,
  total: 1204,
  late: 0,
  firstSeen: at,
  lastSeen: at + MINUTE_MS,
  byModel: [count('claude-sonnet', 1200), count('gpt-4.1', 4)],
  byProvider: [],
  byErrorType: [count('InternalServerError', 1200), count('Timeout', 4)],
  byStatus: [],
  byKey: [],
  byTeam: [],
  byFault: [],
  groups: [
    {
      id: 'g1',
      fingerprint: 'f1',
      title: 'Overloaded: retry later',
      template: '',
      errorType: 'InternalServerError',
      status: '500',
      fault: 'provider',
      count: 1200,
      share: 0.99,
      firstSeen: at,
      lastSeen: at,
      models: [count('claude-sonnet', 1200)],
      providers: [],
      keys: [count('search-prod', 1200)],
      teams: [],
      samples: [],
    },
  ],
  moreGroups: 1,
  moreGroupsCount: 4,
  hours: [],
}
const template = parseTemplate(
  readFileSync(new URL('../../../config/prompts/report.en.md', import.meta.url), 'utf8'),
  'report.en.md',
)
const prompt = buildPrompt(facts, template, { maxPromptTokens: 8000, locale: 'en', tag: 'abc' })

test('the facts of a real prompt are found', () => {
  expect(factsOf(`${prompt.system}\n${prompt.user}`)).toEqual({
    total: '1,204 failures',
    byModel: 'claude-sonnet 1,200, gpt-4.1 4',
    byErrorType: 'InternalServerError 1,200, Timeout 4',
    groups: [
      {
        id: 'g1',
        failures: '1,200 failures',
        title: 'Overloaded: retry later',
        fault: 'provider',
        models: 'claude-sonnet 1,200',
        keys: 'search-prod 1,200',
      },
    ],
  })
})

test('the answer repeats the facts, holds against all of them, and says that no model wrote it', () => {
  const answer = answerFor(factsOf(prompt.user))
  const about = {
    model: 'x',
    instructions: prompt.instructions,
    cutByLimit: false,
    messages: english.messages,
  }
  const { explanation, cut } = explanationOf(answer, facts, about)
  expect(cut).toEqual([])
  expect(explanation.text).toContain('not by a language model')
  expect(explanation.problems?.[0]).toMatchObject({
    text: '1,200 failures: Overloaded: retry later. Models: claude-sonnet 1,200.',
    cites: ['g1'],
  })
  expect(explanation.text).toContain("provider's status page")
})

test('a prompt without facts gets an answer that says so', () => {
  expect(answerFor(factsOf('what is the weather?'))).toContain('found no facts')
})

test('the stand-in speaks OpenAI, and answers 500 to what it cannot read', async () => {
  const model = await startModelStandIn()
  const post = (body: string) => fetch(model.chatUrl, { method: 'POST', body })
  try {
    const messages = [
      { role: 'system', content: prompt.system },
      { role: 'user', content: prompt.user },
    ]
    const answer = await (await post(JSON.stringify({ model: 'x', messages }))).json()
    expect(answer).toMatchObject({
      model: 'x',
      choices: [{ message: { role: 'assistant', content: answerFor(factsOf(prompt.user)) } }],
    })
    expect((await post('{}')).status).toBe(500)
    // `lookout check` looks whether the model is offered.
    const offered = await fetch(new URL('/v1/models', model.url))
    expect(await offered.json()).toMatchObject({ data: [{ id: 'stand-in' }] })
  } finally {
    await model.stop()
  }
})
