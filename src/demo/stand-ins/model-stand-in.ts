import { z } from 'zod'
import { anywhere, type StandInServer, startStandIn } from './http-stand-in.ts'
import { factsOf } from './prompt-facts.ts'
import { answerFor } from './stand-in-answer.ts'

const request = z.object({
  model: z.string().default('stand-in'),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
})

/** Tokens as a server would count them, roughly: nobody is billed for these. */
const tokens = (text: string): number => Math.ceil(text.length / 4)

const answerTo = (body: string): object => {
  const { model, messages } = request.parse(JSON.parse(body))
  const prompt = messages.map((message) => message.content).join('\n')
  const content = answerFor(factsOf(prompt))
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

/** What `lookout check` asks for, with a body of nothing: which models there are. */
const models = { object: 'list', data: [{ id: 'stand-in', object: 'model' }] }

/** An OpenAI-compatible server that answers from the facts in its prompt and says that it is none. */
export const startModelStandIn = async (
  place = anywhere,
): Promise<StandInServer & { readonly chatUrl: string }> => {
  const server = await startStandIn(
    (body) => ({
      status: 200,
      type: 'application/json',
      body: JSON.stringify(body === '' ? models : answerTo(body)),
    }),
    place,
  )
  return { ...server, chatUrl: `${server.url}/v1/chat/completions` }
}
