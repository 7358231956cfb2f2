import {
  AFTER_NAME,
  DAYS_AND_MONTHS,
  NAMING,
  NAMING_WEAKLY,
  NAMING_WITH_COLON,
  NO_NAME,
  PEOPLE,
  UNITS,
  VALUE_WITH_COLON,
  VALUE_WORDS,
  ZONES,
} from './words.ts'

/** What stands around a word and decides what it is. All words but `core` in lower case. */
export interface Context {
  /** The word before, without its punctuation; '' at a sentence's start. */
  readonly previous: string
  /** The word before ended in `:` or `=`. */
  readonly open: 'none' | 'colon' | 'equals'
  readonly quoted: boolean
  /** What was put before it is a placeholder. */
  readonly afterPlaceholder: boolean
  readonly text: string
  /** Where the text goes on behind this word. */
  readonly rest: number
}

const WORD = /^[A-Za-z]+(?:['\u2019][a-z]{1,2})?$/
/** Looks like the name of a parameter or a field rather than of a thing. */
const IDENTIFIER = /^[A-Za-z]+(?:_[A-Za-z]+)*$/
const NEXT_WORD = /\s+([A-Za-z]+)/y
const DATE_AHEAD = /\s+(?:\d|[A-Z][a-z]{2}\s)/y
const JSON_TYPE =
  /^(?:String|Integer|JSONArray|JSONObject|Null|Boolean|Number|Long|Double|Float|Array|Object)$/

export const isWord = (text: string): boolean => WORD.test(text)

const nextWord = (context: Context): string => {
  NEXT_WORD.lastIndex = context.rest
  return NEXT_WORD.exec(context.text)?.[1]?.toLowerCase() ?? ''
}

const isSomebody = (core: string, context: Context): boolean =>
  PEOPLE.has(context.previous) &&
  !NO_NAME.has(core.toLowerCase()) &&
  AFTER_NAME.has(nextWord(context))

const maskPlainWord = (core: string, context: Context): string | null => {
  if (core === 'None') return '<value>'
  if (context.afterPlaceholder && (UNITS.has(core) || ZONES.has(core))) return '<number>'
  if (DAYS_AND_MONTHS.has(core)) {
    DATE_AHEAD.lastIndex = context.rest
    if (context.afterPlaceholder || DATE_AHEAD.test(context.text)) return '<time>'
  }
  return null
}

/**
 * The placeholder of a word that only its surroundings give away (the model's name behind `model`),
 * or null when the word speaks for itself.
 */
export const maskByContext = (core: string, context: Context): string | null => {
  const word = isWord(core)
  const naming = NAMING.get(context.previous)
  if (naming !== undefined) {
    if (context.open === 'equals') return naming
    const identifier = IDENTIFIER.test(core)
    if (!identifier || (context.quoted && !NAMING_WEAKLY.has(context.previous))) return naming
    if (context.open === 'colon' && NAMING_WITH_COLON.has(context.previous)) return naming
    if (isSomebody(core, context)) return naming
  }
  if (context.quoted && VALUE_WORDS.has(context.previous)) return '<value>'
  if (context.open === 'colon' && VALUE_WITH_COLON.has(context.previous)) return '<value>'
  if (context.open === 'colon' && context.previous === 'found' && JSON_TYPE.test(core))
    return '<type>'
  return word ? maskPlainWord(core, context) : null
}
