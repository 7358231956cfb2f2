import { z } from 'zod'
import { anywhere, type StandInServer, startStandIn } from './http-stand-in.ts'
import { factsOf, type ToldFacts, type ToldGroup } from './prompt-facts.ts'

const request = z.object({
  model: z.string().default('stand-in'),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
})

const advice: Readonly<Record<string, string>> = {
  capacity: 'ask for more quota, or spread the load over another deployment',
  provider:
    "look at the provider's status page and at the key the proxy uses; a fallback would help",
  caller: 'tell the owners of the keys; the requests themselves need to change',
  proxy: "look at LiteLLM's own log and configuration",
}

const problem = (group: ToldGroup): string => {
  const models = group.models === '' ? '' : ` Models: ${group.models}.`
  const keys = group.keys === '' ? '' : ` Keys: ${group.keys}.`
  return `- [${group.id}] ${group.failures}: ${group.title}.${models}${keys}`
}

/** One line for each fault, with the groups it is for, the one with the largest group first. */
const adviceLines = (groups: readonly ToldGroup[]): readonly string[] => {
  const faults = [...new Set(groups.map((group) => group.fault))]
  return faults.flatMap((fault) => {
    const ids = groups.filter((group) => group.fault === fault).map(({ id }) => `[${id}]`)
    return fault in advice ? [`- For ${ids.join(', ')}: ${advice[fault]}.`] : []
  })
}

/** Sentences made of the facts alone, in the sections the prompt asks for. */
export const wordsFor = (facts: ToldFacts): string => {
  if (facts.total === '')
    return 'I am a stand-in, not a language model, and found no facts in what I was given.'
  const largest = facts.groups.slice(0, 4)
  return [
    "This was written by the demo's stand-in, not by a language model: it puts the facts it was given into sentences.",
    '',
    'Error statistics',
    `${facts.total} in this period. By error type: ${facts.byErrorType}.`,
    '',
    'Main problems',
    ...largest.map(problem),
    '',
    'By model',
    `${facts.byModel}.`,
    '',
    'Advice',
    ...adviceLines(largest),
  ].join('\n')
}

/** Tokens as a server would count them, roughly: nobody is billed for these. */
const tokens = (text: string): number => Math.ceil(text.length / 4)

const answerTo = (body: string): object => {
  const { model, messages } = request.parse(JSON.parse(body))
  const prompt = messages.map((message) => message.content).join('\n')
  const content = wordsFor(factsOf(prompt))
  return {
    id: 'chatcmpl-demo',
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: tokens(prompt),
      completion_tokens: tokens(content),
      total_tokens: tokens(prompt) + tokens(content),
    },
  }
}

/** An OpenAI-compatible server that answers from the facts in its prompt and says that it is none. */
export const startModelStandIn = async (
  place = anywhere,
): Promise<StandInServer & { readonly chatUrl: string }> => {
  const server = await startStandIn(
    (body) => ({
      status: 200,
      type: 'application/json',
      body: JSON.stringify(answerTo(body)),
    }),
    place,
  )
  return { ...server, chatUrl: `${server.url}/v1/chat/completions` }
}
