import { z } from 'zod'
import type { UnusableAnswer } from '../../domain/explanation-note.ts'

/** What a model said, however it was wrapped. */
export interface ParsedAnswer {
  readonly text: string
  readonly tokensIn: number | null
  readonly tokensOut: number | null
  /** Ended by its token limit, not by itself. */
  readonly cutByLimit: boolean
}

/** The body is no answer of a known form. `incomplete`: it looks cut off, so another try may help. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
  readonly problem: UnusableAnswer
  readonly incomplete: boolean
  constructor(problem: UnusableAnswer, incomplete: boolean) {
    super(`an unusable answer (${problem})`)
    this.problem = problem
    this.incomplete = incomplete
  }
}

const content = z
  .union([
    z.string(),
    z.array(z.union([z.string(), z.looseObject({ text: z.string().optional() })])),
  ])
  .nullish()
const count = z.number().nullish().catch(null)

/** One JSON value of an answer: a whole completion, a chunk of a stream, or one line of Ollama's. */
const piece = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content }).nullish(),
        delta: z.looseObject({ content }).nullish(),
        text: z.string().nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  message: z.looseObject({ content }).nullish().catch(null),
  response: z.string().nullish().catch(null),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  error: z.unknown().optional(),
  usage: z.looseObject({ prompt_tokens: count, completion_tokens: count }).nullish(),
  prompt_eval_count: count,
  eval_count: count,
})
type Piece = z.infer<typeof piece>

const textOf = (value: z.infer<typeof content>): string =>
  typeof value === 'string'
    ? value
    : (value ?? []).map((part) => (typeof part === 'string' ? part : (part.text ?? ''))).join('')

const pieceText = (one: Piece): string => {
  const [choice] = one.choices ?? []
  if (choice !== undefined) {
    return textOf(choice.message?.content) + textOf(choice.delta?.content) + (choice.text ?? '')
  }
  return textOf(one.message?.content) + (one.response ?? '')
}

const endOf = (one: Piece): string | null =>
  one.choices?.[0]?.finish_reason ?? (one.done === true ? (one.done_reason ?? 'stop') : null)

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The JSON values of a body: the whole of it, or its lines, with or without `data:`. */
const valuesOf = (body: string): { values: unknown[]; stream: boolean; done: boolean } => {
  const whole = parseJson(body)
  if (whole !== undefined) return { values: [whole], stream: false, done: true }
  const lines = body
    .split(/\r?\n|\r/)
    .filter((line) => !/^\s*(?::|event:|id:|retry:|$)/.test(line))
    .map((line) => line.replace(/^\s*data:/, '').trim())
  const json = lines.filter((line) => line !== '[DONE]' && line !== '')
  const values = json.map(parseJson)
  const broken = values.indexOf(undefined)
  if (broken >= 0) {
    const begun = /^\s*(?:data:\s*)?[{[]/.test(body)
    throw new AnswerError(begun ? 'cut off' : 'not JSON', begun)
  }
  return { values, stream: true, done: lines.includes('[DONE]') }
}

/** Reasoning is not the answer. An opening that is missing (templates add it to the prompt) or an end that never came count too. */
export const withoutThinking = (text: string): string => {
  const closed = Math.max(text.lastIndexOf('</think>'), text.lastIndexOf('</thinking>'))
  const rest = closed < 0 ? text : text.slice(text.indexOf('>', closed) + 1)
  const open = rest.search(/<think(?:ing)?>/)
  return (open < 0 ? rest : rest.slice(0, open)).trim()
}

/** Reads the body of an answer, whatever was asked for. Throws AnswerError. */
export const parseAnswer = (body: string): ParsedAnswer => {
  const { values, stream, done } = valuesOf(body.replace(/^\ufeff/, '').trim())
  const pieces = values.map((value) => {
    const parsed = piece.safeParse(value)
    if (parsed.success) return parsed.data
    throw new AnswerError('no completion', false)
  })
  if (pieces.some(({ error }) => error !== undefined && error !== null)) {
    throw new AnswerError('reports an error', false)
  }
  const ends = pieces.map(endOf).filter((end) => end !== null)
  if (pieces.length > 0 && stream && !done && ends.length === 0) {
    throw new AnswerError('stream ended', true)
  }
  const said = pieces.map(pieceText).join('')
  const text = withoutThinking(said)
  if (text === '') {
    throw new AnswerError(said.trim() === '' ? 'empty' : 'only reasoning', false)
  }
  const last = <T>(pick: (one: Piece) => T | null | undefined): T | null =>
    pieces.map(pick).findLast((value) => value !== undefined && value !== null) ?? null
  return {
    text,
    tokensIn: last((one) => one.usage?.prompt_tokens ?? one.prompt_eval_count),
    tokensOut: last((one) => one.usage?.completion_tokens ?? one.eval_count),
    cutByLimit: ends.includes('length'),
  }
}
