import { readFileSync } from 'node:fs'
import type { Logger } from '../../../src/domain/ports.ts'
import { createModel } from '../../../src/explain/model/model.ts'
import type {
  LanguageModel,
  ModelUsage,
  RememberedAnswer,
} from '../../../src/explain/model-ports.ts'
import { buildPrompt } from '../../../src/explain/prompt/prompt.ts'
import { parseTemplate } from '../../../src/explain/prompt/template.ts'
import { createExplain, type ExplainOptions } from '../../../src/pipeline/report/explain.ts'
import type { FakeModel } from '../../explain/model/fake-models.ts'
import { completion, say, serveModel } from '../../explain/model/model-server.ts'
import { wallClock } from '../../support/wall-clock.ts'

const file = new URL('../../../config/prompts/report.en.md', import.meta.url)
const template = parseTemplate(readFileSync(file, 'utf8'), 'report.en.md')

const silence: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** A memory without a file: the contract test of the state looks at the real one. */
export const forgetful = (): ModelUsage & {
  readonly recordOwnCall: (callId: string) => Promise<void>
  readonly calls: string[]
} => {
  const answers = new Map<string, RememberedAnswer>()
  const calls: string[] = []
  return {
    calls,
    recordOwnCall: async (callId) => {
      calls.push(callId)
    },
    reserveCall: async () => 'granted',
    settleCall: async () => {},
    rememberedAnswer: async (key) => answers.get(key) ?? null,
    rememberAnswer: async ({ key, ...answer }) => {
      answers.set(key, answer)
    },
  }
}

/** A real HTTP server that answers with what a fake model makes of the prompt. */
const serveFake = (model: FakeModel) =>
  serveModel((response, asked) => {
    const { messages } = JSON.parse(asked.body)
    const answer = model(messages.map(({ content }: { content: string }) => content).join('\n'))
    say(completion(answer ?? ''))(response, asked)
  })

const promptOf = (facts: Parameters<typeof buildPrompt>[0]) =>
  buildPrompt(facts, template, { maxPromptTokens: 8000, locale: 'en', tag: 'f00d5eed' })

/** Of all explainers: they may share a memory, which tells calls apart by their ids. */
let calls = 0

export const explainWith = (
  model: LanguageModel | null,
  options: Partial<ExplainOptions> = {},
  memory: Parameters<typeof createExplain>[1] = forgetful(),
  now: () => number = () => 0,
) => {
  return createExplain(
    model,
    memory,
    promptOf,
    () => `lookout-${++calls}`,
    { now },
    silence,
    options,
  )
}

/** Explaining through a real client and a real server, with a fake model behind it. */
export const explainThrough = async (fake: FakeModel, options: Partial<ExplainOptions> = {}) => {
  const { url, asked } = await serveFake(fake)
  const model = createModel(
    { url, apiKey: '', model: 'fake', temperature: null },
    silence,
    wallClock,
  )
  return { explain: explainWith(model, options), asked }
}
