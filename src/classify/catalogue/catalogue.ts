import { RE2JS } from 're2js'
import { z } from 'zod'
import { type CatalogueCondition, type CatalogueEntry, catalogueEntrySchema, GAP } from './entry.ts'
import { createNeedles } from './needles.ts'
import { MAX_READ, plainOf, writePlain } from './plain.ts'

/** A failure as its row tells of it. */
export interface CatalogueInput {
  readonly message: string
  readonly errorClass?: string | undefined
  /** The HTTP status as text. */
  readonly status?: string | undefined
  /** The word that some rows have in the status's place. */
  readonly code?: string | undefined
  readonly provider?: string | undefined
  /** Left out: a provider, if the message has LiteLLM's wrapper of a provider's error; else the proxy. */
  readonly speaker?: 'proxy' | 'provider' | undefined
}

export interface Catalogue {
  /** The operator's entries first. */
  readonly entries: readonly CatalogueEntry[]
  /** The most specific entry that fits. */
  readonly recognise: (failure: CatalogueInput) => CatalogueEntry | undefined
}

/** An operator's entry is wrong: says which, and which of its fields. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError'
}

/** What follows is the router's: settings, and the errors of fallbacks. The first error decides, not those. */
const ENDS = [
  'Received Model Group=',
  'Available Model Group Fallbacks=',
  'No fallback model group found for',
  'LiteLLM: model group',
  'context_window_fallbacks=',
  'content_policy_fallback=',
  'Error doing the fallback',
  'Original exception:',
]

/** The part of a message that decides. */
const decisiveOf = (message: string): string => {
  const read = message.length > MAX_READ ? message.slice(0, MAX_READ) : message
  let end = read.length
  for (const mark of ENDS) {
    const at = read.indexOf(mark)
    if (at > 0 && at < end) end = at
  }
  return end === read.length ? read : read.slice(0, end)
}

/** LiteLLM's wrapper of an error that a provider sent: `AnthropicException - …`, `AzureException APIError - …`. */
const WRAPPER =
  /\b(?!Proxy|HTTP)[A-Za-z]\w{0,40}(?:Exception(?:[: ][\w ]{0,60})?|(?<=Anthropic)Error) - /

interface Pattern {
  /** Needles, in the order in which they must follow each other. */
  readonly pieces: readonly number[]
  readonly length: number
}

interface Rule {
  readonly entry: CatalogueEntry
  readonly condition: CatalogueCondition
  readonly message: readonly Pattern[]
  readonly not: readonly Pattern[]
  readonly regex: RE2JS | undefined
  /** Of two rules that hold, the one with the higher rank; equal ones are told apart by the matched text. */
  readonly rank: number
  readonly bonus: number
}

const readOwn = (raw: readonly unknown[]): readonly CatalogueEntry[] => {
  const seen = new Set<string>()
  return raw.map((value, index) => {
    const id = z.object({ id: z.string() }).safeParse(value).data?.id
    const name = id === undefined ? `catalogue entry ${index + 1}` : `catalogue entry "${id}"`
    const parsed = catalogueEntrySchema.safeParse(value)
    if (!parsed.success) {
      const lines = parsed.error.issues.map(
        ({ path, message }) =>
          `${name}: ${path.length === 0 ? '' : `${path.join('.')}: `}${message}`,
      )
      throw new CatalogueError(lines.join('\n'), { cause: parsed.error })
    }
    if (seen.has(parsed.data.id)) throw new CatalogueError(`${name}: id: given twice`)
    seen.add(parsed.data.id)
    return parsed.data
  })
}

const hasStatus = (wanted: string, status: string): boolean =>
  wanted === status ||
  (wanted.endsWith('xx') && status.length === 3 && status.startsWith(wanted.slice(0, 1))) ||
  (wanted === 'none' && status === '')

const speakerOf = ({ speaker, message }: CatalogueInput): 'proxy' | 'provider' =>
  speaker ?? (WRAPPER.test(message.slice(0, MAX_READ)) ? 'provider' : 'proxy')

const isOneOf = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value))

/**
 * Makes the catalogue of `builtIn` entries (trusted: a test checks them) and of an operator's `own`, which go before
 * and may replace a built-in one of the same id. Throws a `CatalogueError` on a wrong one of these.
 */
export const createCatalogue = (
  builtIn: readonly CatalogueEntry[],
  own: readonly unknown[] = [],
): Catalogue => {
  const ownEntries = readOwn(own)
  const ownIds = new Set(ownEntries.map(({ id }) => id))
  const entries = [...ownEntries, ...builtIn.filter(({ id }) => !ownIds.has(id))]

  const needles = new Map<string, number>()
  const needleOf = (text: string): number => {
    const known = needles.get(text) ?? needles.size
    needles.set(text, known)
    return known
  }
  const patternOf = (text: string): Pattern => {
    const pieces = text.split(GAP).map((piece) => plainOf(piece.trim()))
    return { pieces: pieces.map(needleOf), length: pieces.join('').length }
  }

  const rules: readonly Rule[] = entries.flatMap((entry) =>
    entry.match.map((condition) => {
      const { message, not, regex, ...others } = condition
      const hasText = message !== undefined || regex !== undefined
      const isGeneric = entry.generic === true || !hasText
      return {
        entry,
        condition,
        message: message?.map(patternOf) ?? [],
        not: not?.map(patternOf) ?? [],
        regex: regex === undefined ? undefined : RE2JS.compile(regex),
        rank: (ownIds.has(entry.id) ? 4 : 0) + (isGeneric ? 0 : 2) + (hasText ? 1 : 0),
        // A class and a text that both fit outweigh any other text: callers can write into some messages.
        bonus:
          4 * Object.values(others).filter((value) => value !== undefined).length +
          (hasText && condition.errorClasses !== undefined ? 100 : 0),
      }
    }),
  )
  // Rules to look at: those one of whose patterns begins with a needle that was found, and those without patterns.
  const rulesOfNeedle: Rule[][] = Array.from({ length: needles.size }, () => [])
  for (const rule of rules) {
    for (const first of new Set(rule.message.map(({ pieces }) => pieces[0] ?? 0))) {
      rulesOfNeedle[first]?.push(rule)
    }
  }
  const withoutNeedle = rules.filter(({ message }) => message.length === 0)
  const texts = [...needles.keys()]
  const search = createNeedles(texts)

  // One message at a time is read, and nothing of it stays: room for its plain form and for what was found.
  const units = new Uint16Array(MAX_READ)
  const hits: number[] = []
  const starts: number[] = []

  const isThere = ({ pieces }: Pattern): boolean => {
    let from = 0
    for (const piece of pieces) {
      let at = -1
      for (let index = 0; index < hits.length; index += 1) {
        const start = starts[index] ?? 0
        if (hits[index] !== piece || start < from) continue
        at = start
        break
      }
      if (at < 0) return false
      from = at + (texts[piece]?.length ?? 0)
    }
    return true
  }

  /** How much of the message the rule knows, or undefined if it does not hold. */
  const scoreOf = (
    { condition, message, not, regex, bonus }: Rule,
    failure: CatalogueInput,
    errorClass: string | undefined,
  ): number | undefined => {
    if (!isOneOf(condition.errorClasses, errorClass)) return undefined
    if (!isOneOf(condition.codes, failure.code)) return undefined
    if (!isOneOf(condition.providers, failure.provider)) return undefined
    const status = failure.status ?? ''
    if (condition.statuses?.some((wanted) => hasStatus(wanted, status)) === false) return undefined
    let longest = 0
    for (const pattern of message) {
      if (pattern.length > longest && isThere(pattern)) longest = pattern.length
    }
    if (message.length > 0 && longest === 0) return undefined
    if (not.some(isThere)) return undefined
    if (condition.speaker !== undefined && condition.speaker !== speakerOf(failure))
      return undefined
    if (
      regex !== undefined &&
      !regex.matcher(failure.message.slice(0, MAX_READ).toLowerCase()).find()
    ) {
      return undefined
    }
    return longest + bonus
  }

  const recognise = (failure: CatalogueInput): CatalogueEntry | undefined => {
    hits.length = 0
    starts.length = 0
    search.scan(units, writePlain(decisiveOf(failure.message), units), (needle, start) => {
      hits.push(needle)
      starts.push(start)
    })
    const dot = failure.errorClass?.lastIndexOf('.') ?? -1
    const errorClass = dot < 0 ? failure.errorClass : failure.errorClass?.slice(dot + 1)

    let best: Rule | undefined
    let bestScore = -1
    const weigh = (rule: Rule): void => {
      if (best !== undefined && rule.rank < best.rank) return
      const score = scoreOf(rule, failure, errorClass)
      if (score === undefined) return
      if (best !== undefined && rule.rank === best.rank && score <= bestScore) return
      best = rule
      bestScore = score
    }
    for (const needle of hits) for (const rule of rulesOfNeedle[needle] ?? []) weigh(rule)
    for (const rule of withoutNeedle) weigh(rule)
    return best?.entry
  }

  return { entries, recognise }
}
