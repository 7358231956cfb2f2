import {
  COMPASS,
  DAYS_AND_MONTHS,
  INTERFACE_WORDS,
  NAMING,
  NAMING_WEAKLY,
  NAMING_WITH_COLON,
  NO_NAME,
  OPERATIONS,
  PEOPLE,
  PER,
  REGIONS,
  THINGS,
  TIME_UNITS,
  UNITS,
  VALUE_WITH_COLON,
  VALUE_WORDS,
  WINDOWS,
  ZONES,
} from './words.ts'

/** What stands around a word and decides what it is. All words but `core` in lower case. */
export interface Context {
  /** The word before, without its punctuation; '' at a sentence's start. */
  readonly previous: string
  /** The word before that one. */
  readonly before: string
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
/** Appearance like the name of a parameter or a field rather than of a thing. */
const IDENTIFIER = /^[A-Za-z]+(?:_[A-Za-z]+)*$/
/** `Too many authentication failures for root` */
const FAILURES = /^(?:failures|logins)$/
const ARTICLES = /^(?:the|this|that|an?|our|your|its?|be|[A-Z]+)$/
const CAMEL = /^[a-z]+[A-Z][A-Za-z]*$/
const CAPITAL = /^[A-Z]/
const NEXT_WORD = /\s+([A-Za-z]+)/y
const HYPHENED = /^\w[\w.:]*[-/]/
const IN_ACCOUNT = /\s+in\s+(?:organization|project)\b/y
const BEFORE_NAME = /^(?:for|by|invalid|illegal|unknown)$/
const NAME_ENDS = /\s*(?:$|[[(;,])/y
const FROM_ADDRESS = /\s+from\s+\d{1,3}\.\d/y
/** `transitioned from NEW to RUNNING`: states of a machine, which both vary. */
const STATE = /^[A-Z][A-Z_]+$/
const TO_STATE = /\s+to\s+[A-Z][A-Z_]/y
const FROM_STATE = /\bfrom\s+[A-Z_]+\s+to\s+[A-Z_]+\W*$/
const LONGEST_TRANSITION = 160
const IS_NOT = /\s+(?:is|does|was|not)\s+(?:not|found|supported|available)\b/y
const DATE_AHEAD = /\s+(?:\d|[A-Z][a-z]{2}\s)/y
const JSON_TYPE =
  /^(?:String|Integer|JSONArray|JSONObject|Null|Boolean|Number|Long|Double|Float|Array|Object)$/

const CALLERS_NAMES = /^(?:function|tool|response_format|schema)$/
const FILE_NAME = /^[\w-]{1,80}\.[A-Za-z][a-z0-9]{1,4}$/

/** `the Embeddings_Create Operation`, `when calling the InvokeModel operation`. */
const OPERATION_NAME = /^[A-Z][A-Za-z]*(?:_[A-Za-z]+|[a-z])$|^[a-z]+[A-Z][A-Za-z]*$/

const LETTER_O = 111
/** Asks about the next letter first: nearly always that is the end of it. */
const isOperation = (core: string, context: Context): boolean =>
  (context.text.charCodeAt(context.rest + 1) | 32) === LETTER_O &&
  (OPERATION_NAME.test(core) || OPERATIONS.has(core)) &&
  nextWord(context) === 'operation'

/** Letters alone; or, as the pattern says, with an apostrophe among the last of them. */
export const isWord = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) | 32
    if (code < 97 || code > 122) return at > 0 && WORD.test(text)
  }
  return text !== ''
}

const nextWord = (context: Context): string => {
  NEXT_WORD.lastIndex = context.rest
  return NEXT_WORD.exec(context.text)?.[1]?.toLowerCase() ?? ''
}

/** What people do and are refused; `consent has expired` and `location is not supported` are no people. */
const PERSON_VERB =
  /\s+(?:over\s|tried\s|from\s|by\s|at\s|exceeded\s|(?:has|had)\s+(?:exceeded|reached|used|hit|no|access|not)\b|(?:does|do|did|is|was|can)(?:n['\u2019]t|\s+not)\s+(?:have|allowed|permitted|authori[sz]ed|access|exist)\b|(?:cannot|may\s+not)\s+(?:access|use|call)\b)/y
const DEPLOYMENT_VERB =
  /\s+(?:is|was|has|does|did|doesn['\u2019]t|for|in|of|on|with|under|could|can|cannot|not)\b/y
const MISSING =
  /\s+(?:(?:does|do|did)(?:n['\u2019]t|\s+not)\s+(?:exist|support)|(?:is|was|are)\s+not\s+(?:found|available|supported|deployed)|not\s+found|for\s+this\s+resource)\b/y

const isSomebody = (core: string, context: Context): boolean => {
  const person = PEOPLE.has(context.previous)
  if (!(person || THINGS.has(context.previous)) || NO_NAME.has(core.toLowerCase())) return false
  const verb = person ? PERSON_VERB : context.previous === 'deployment' ? DEPLOYMENT_VERB : MISSING
  verb.lastIndex = context.rest
  if (verb.test(context.text)) return true
  NAME_ENDS.lastIndex = context.rest
  return BEFORE_NAME.test(context.before) && NAME_ENDS.test(context.text)
}

const isState = (context: Context): boolean => {
  if (context.previous === 'from') {
    TO_STATE.lastIndex = context.rest
    return TO_STATE.test(context.text)
  }
  if (context.previous !== 'to') return false
  const from = Math.max(0, context.rest - LONGEST_TRANSITION)
  return FROM_STATE.test(context.text.slice(from, context.rest))
}

const NEXT_PLACE = /\s+([A-Z][A-Za-z]+)/y

/** `East US 2`, `Sweden Central`: two capitals, one of them a point of the compass. */
const isPlace = (core: string, context: Context): boolean => {
  if (!CAPITAL.test(core)) return false
  NEXT_PLACE.lastIndex = context.rest
  const next = NEXT_PLACE.exec(context.text)?.[1]
  return next !== undefined && (COMPASS.has(core) || COMPASS.has(next))
}

/** `for 88dc28d0:gpt-4o`: whose limit it is and of which model; the kind in front of it stays. */
const SCOPE = /^[\w.@-]+(?::[\w.@/-]+)+$/
const scopeOf = (core: string): string => {
  const kind = core.slice(0, core.indexOf(':'))
  const naming = NAMING_WITH_COLON.has(kind) ? NAMING.get(kind) : undefined
  return naming === undefined ? '<value>' : `${kind}:${naming}`
}

const maskPlainWord = (core: string, context: Context): string | null => {
  if (core === 'None') return '<value>'
  if (core === 'true' || core === 'false') return '<bool>'
  if (context.afterPlaceholder) {
    if (UNITS.has(core) || ZONES.has(core)) return '<number>'
    if (TIME_UNITS.has(core) && !PER.has(context.before) && !WINDOWS.has(nextWord(context)))
      return '<number>'
  }
  if (core.length > 5 && REGIONS.has(core)) return '<region>'
  if (context.previous === 'in' && isPlace(core, context)) return '<region>'
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
  // `Your requests to chat-eu for gpt-4o in East US have exceeded …`
  if (context.previous === 'to' && context.before === 'requests' && !ARTICLES.test(core))
    return '<deployment>'
  if (context.previous === 'named' && !NO_NAME.has(core)) return '<name>'
  if (STATE.test(core) && isState(context)) return '<state>'
  if (context.previous === 'for') {
    if (SCOPE.test(core)) return scopeOf(core)
    IN_ACCOUNT.lastIndex = context.rest
    if (IN_ACCOUNT.test(context.text)) return '<model>'
    if (FAILURES.test(context.before) && !ARTICLES.test(core)) return '<user>'
    FROM_ADDRESS.lastIndex = context.rest
    if (FROM_ADDRESS.test(context.text)) return '<user>'
  }
  if (
    context.open === 'colon' &&
    context.before === 'for' &&
    context.previous !== '' &&
    !INTERFACE_WORDS.has(context.previous)
  )
    return '<value>'
  if (context.previous === '' && HYPHENED.test(core)) {
    IS_NOT.lastIndex = context.rest
    if (IS_NOT.test(context.text)) return '<name>'
  }
  if (context.quoted && VALUE_WORDS.has(context.previous)) return '<value>'
  // A caller names functions and answers as it likes; the parameter of that name is not meant.
  if (context.quoted && context.before === 'for' && CALLERS_NAMES.test(context.previous))
    return '<name>'
  if (isOperation(core, context)) return '<operation>'
  // `models/a is not supported for generateContent`
  if (context.previous === 'for' && context.before === 'supported' && CAMEL.test(core))
    return '<operation>'
  if (
    context.previous === 'region' &&
    word &&
    !NO_NAME.has(core) &&
    (context.before === 'in' || CAPITAL.test(core))
  )
    return '<region>'
  if (context.previous === 'file' && FILE_NAME.test(core)) return '<file>'
  if (context.open === 'colon' && VALUE_WITH_COLON.has(context.previous)) return '<value>'
  if (context.open === 'colon' && context.previous === 'found' && JSON_TYPE.test(core))
    return '<type>'
  return word ? maskPlainWord(core, context) : null
}

const PERSONAL = /(?:^|=)<(?:team|user|organization|project|account)>$/
const REST_OF_NAME =
  /(?:\s+[^\s,;:=]{1,40}){1,5}?(?=\s+(?:over|has|exceeded)\s)|(?:\s+(?:[A-Z0-9&][\w&'-]*|&)){1,4}/y
const REST_OF_PLACE = /(?:\s+(?:[A-Z][A-Za-z]+|\d)\b){1,3}/y
const LONGEST_NAME = 64

/**
 * Names may hold spaces: where the one whose first word was masked as `token` ends, read on from `at`.
 * `quote` is the quote it opened with when that is still open, else ''. `valued`: it stands behind a
 * colon or an equal sign.
 */
export const skipName = (
  text: string,
  at: number,
  token: string,
  quote: string,
  valued: boolean,
): number => {
  if (quote !== '') {
    const close = text.slice(at, at + LONGEST_NAME).indexOf(quote)
    return close < 0 ? at : at + close + 1
  }
  if (token === '<region>') {
    REST_OF_PLACE.lastIndex = at
    return REST_OF_PLACE.test(text) ? REST_OF_PLACE.lastIndex : at
  }
  if (!(valued || token.includes('=')) || !PERSONAL.test(token)) return at
  REST_OF_NAME.lastIndex = at
  return REST_OF_NAME.test(text) ? REST_OF_NAME.lastIndex : at
}
