import { z } from 'zod'
import type { Confidence, Severity } from '../../domain/notification.ts'
import { readLenientJson } from './lenient-json.ts'

/** One thing that a model says, with the ids of the facts it is based on. */
export interface Statement {
  readonly text: string
  readonly cites: readonly string[]
}

export interface AnswerProblem extends Statement {
  readonly cause: string
  readonly confidence: Confidence | null
  readonly advice: string
  readonly tell: string
}

/** What a model was asked for. Empty texts and lists where it said nothing. */
export interface Answer {
  readonly headline: Statement
  readonly severity: Severity | null
  readonly problems: readonly AnswerProblem[]
  readonly byModel: readonly (Statement & { readonly model: string })[]
  readonly advice: readonly Statement[]
}

const ID = '[a-z]\\d{1,3}'
const CITED = new RegExp(
  `\\s*[[(（【](?:facts?:? *)?(${ID}(?:(?:\\s*[,;、，和]\\s*|\\s+(?:and\\s+)?)${ID})*)[\\])）】]`,
  'gi',
)

/** Takes the ids in brackets out of a text. */
export const takeCitations = (text: string): Statement => {
  const cites: string[] = []
  const rest = text.replace(CITED, (_, ids: string) => {
    cites.push(...(ids.toLowerCase().match(new RegExp(ID, 'g')) ?? []))
    return ''
  })
  return { text: rest.replace(/ {2,}/g, ' ').trim(), cites: [...new Set(cites)] }
}

const words = z
  .union([
    z.string(),
    z.number().transform(String),
    z.array(z.string()).transform((all) => all.join(' ')),
  ])
  .catch('')
  .default('')

const ids = z
  .union([
    z.array(z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)])),
    z.string().transform((all) => [all]),
  ])
  .catch([])
  .default([])
  .transform((all) =>
    all.flatMap((one) => one.toLowerCase().match(new RegExp(`\\b${ID}\\b`, 'g')) ?? [one]),
  )

/** Models spell the names of fields in their own ways. */
const renamed = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const names: Readonly<Record<string, string>> = {
    bymodel: 'byModel',
    models: 'byModel',
    citations: 'cites',
    citedfacts: 'cites',
    facts: 'cites',
    factids: 'cites',
    ids: 'cites',
    title: 'text',
    description: 'text',
    statement: 'text',
    problem: 'text',
    summary: 'text',
    whomtotell: 'tell',
    recommendations: 'advice',
    recommendation: 'advice',
    name: 'model',
  }
  const plain = Object.entries(value).map(([key, item]): [string, unknown] => {
    const bare = key.toLowerCase().replace(/[_\s-]/g, '')
    return [names[bare] ?? (bare === key.toLowerCase() ? bare : key), item]
  })
  // The name as it was asked for wins over its likenesses.
  return Object.fromEntries([
    ...plain,
    ...Object.entries(value).filter(([key]) => key in Object.fromEntries(plain)),
  ])
}

const merged = ({
  text,
  cites,
}: {
  readonly text: string
  readonly cites: readonly string[]
}): Statement => {
  const found = takeCitations(text)
  return { text: found.text, cites: [...new Set([...cites, ...found.cites])] }
}

const statement = z.preprocess(
  (value) => (typeof value === 'string' ? { text: value } : renamed(value)),
  z.object({ text: words, cites: ids }).transform(merged),
)

const confidence = z.unknown().transform((value): Confidence | null => {
  if (typeof value === 'number') return value >= 0.75 ? 'high' : value >= 0.4 ? 'medium' : 'low'
  const said = String(value).toLowerCase()
  if (/high|certain|高/.test(said)) return 'high'
  if (/medium|moderate|中/.test(said)) return 'medium'
  return /low|低/.test(said) ? 'low' : null
})

const severity = z.unknown().transform((value): Severity | null => {
  const said = String(value).toLowerCase()
  if (/crit|严重/.test(said)) return 'critical'
  if (/warn|警告/.test(said)) return 'warning'
  return /info|提示/.test(said) ? 'info' : null
})

const problem = z.preprocess(
  (value) => (typeof value === 'string' ? { text: value } : renamed(value)),
  z
    .object({ text: words, cites: ids, cause: words, confidence, advice: words, tell: words })
    .transform(({ text, cites, ...rest }) => {
      const parts = [rest.cause, rest.advice, rest.tell].map(takeCitations)
      const own = merged({ text, cites: [...cites, ...parts.flatMap((part) => part.cites)] })
      const [cause, advice, tell] = parts.map((part) => part.text)
      return { ...rest, ...own, cause: cause ?? '', advice: advice ?? '', tell: tell ?? '' }
    }),
)

const modelLine = z.preprocess(
  (value) => renamed(value),
  z
    .object({ model: words, text: words, cites: ids })
    .transform(({ model, ...said }) => ({ model, ...merged(said) })),
)

const list = <Item extends z.ZodType>(item: Item) =>
  z
    .preprocess(
      (value) =>
        Array.isArray(value)
          ? value
          : value === undefined || value === null || value === ''
            ? []
            : [value],
      z.array(item.nullable().catch(null)),
    )
    .transform((all) => all.flatMap((one) => (one === null ? [] : [one])))

const NONE: Statement = { text: '', cites: [] }

const answer = z.preprocess(
  renamed,
  z.object({
    headline: statement.catch(NONE).default(NONE),
    severity: severity.optional().transform((value) => value ?? null),
    problems: list(problem)
      .optional()
      .transform((all) => all ?? []),
    byModel: list(modelLine)
      .optional()
      .transform((all) => all ?? []),
    advice: list(statement)
      .optional()
      .transform((all) => all ?? []),
  }),
)

/** What came back: parts, plain words, or JSON that is none of what was asked for. */
export type ReadAnswer =
  | { readonly kind: 'parts'; readonly answer: Answer }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'unreadable' }

const looksLikeJson = (text: string): boolean =>
  /^\s*(?:```(?:json)?\s*)?[{[]/.test(text) || /"(?:headline|problems|cites)"\s*:/.test(text)

/** Reads a model's answer, as lenient as can be: fences, words around it, commas too many, an end that is missing. */
export const readAnswer = (text: string): ReadAnswer => {
  const json = readLenientJson(text)
  const read = json === undefined ? null : answer.safeParse(json)
  if (read?.success === true) {
    const { headline, problems, byModel, advice } = read.data
    const says = [headline, ...problems, ...byModel, ...advice].some((one) => one.text !== '')
    if (says) return { kind: 'parts', answer: read.data }
  }
  return looksLikeJson(text) ? { kind: 'unreadable' } : { kind: 'plain', text }
}
