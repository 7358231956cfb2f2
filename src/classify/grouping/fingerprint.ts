import { type CompiledRules, compileRules, type GroupingRules } from './grouping-rules.ts'
import type { Trace } from './peel.ts'
import { quotasIn } from './quota.ts'
import { scan } from './scan.ts'
import { withMark } from './sentence.ts'
import { hashTemplate } from './short-hash.ts'
import { titleOf } from './title.ts'
import { unwrap } from './unwrap.ts'

/** Version of the algorithm; any change that moves a fingerprint raises it (see versions.ts). */
export const GROUPING_VERSION = 2

/** The parts of an event that decide its group. `message` may be of any length; it is read in part. */
export interface FingerprintInput {
  readonly message: string
  /** Null where the row has none, as with the two below. */
  readonly errorClass: string | null
  readonly statusCode: string | null
  readonly provider: string | null
  /** Last line of the traceback: stands in for an empty message. */
  readonly tracebackTail?: string
  /** What may be shown of the message or the line that stands in for it; the title is taken from it. Default: all. */
  readonly shown?: string
}

/**
 * `fingerprint`: 16 hex digits (or an operator's fixed key), equal for look-alikes. `template`: class,
 * status, provider and the masked sentence. `title`: at most 80 characters, for people.
 * `errorClass` and `statusCode`: the row's, or what the message says where the row is silent.
 */
export interface Fingerprinted {
  readonly fingerprint: string
  readonly version: number
  readonly template: string
  readonly title: string
  readonly errorClass: string
  readonly statusCode: string
}

/** So many characters are read of a message at most: what went wrong stands at the beginning. */
export const MAX_READ = 16_384

/** Real errors repeat: hashes of the templates seen last. Only speed depends on it. */
const MEMORY = 4096
/** Longer templates are hashed each time: four thousand of them would be more than the rest of the memory. */
const LONGEST_KNOWN = 1_000

const createHasher = (): ((template: string) => string) => {
  const known = new Map<string, string>()
  return (template) => {
    const hit = known.get(template)
    if (hit !== undefined) return hit
    const fingerprint = hashTemplate(template)
    if (template.length > LONGEST_KNOWN) return fingerprint
    if (known.size >= MEMORY) known.clear()
    known.set(template, fingerprint)
    return fingerprint
  }
}

const headOf = (errorClass: string, statusCode: string, provider: string): string => {
  let head = errorClass
  if (statusCode !== '') head = head === '' ? statusCode : `${head} ${statusCode}`
  if (provider !== '') head = head === '' ? provider : `${head} ${provider}`
  return head
}

const templateOf = (head: string, sentence: string): string =>
  head === '' ? sentence : sentence === '' ? `${head}: (no message)` : `${head}: ${sentence}`

/** The sentence of a text, as it is written there. */
const saidIn = (text: string, input: FingerprintInput): string => {
  const unwrapped = unwrap(text, input)
  return scan(unwrapped.text, unwrapped.cut).said
}

/** One event's group, told step by step where `trace` is given. */
const fingerprintWith = (
  rules: CompiledRules,
  hash: (template: string) => string,
  input: FingerprintInput,
  trace?: Trace,
): Fingerprinted => {
  const silent = input.message.trim() === ''
  const source = silent ? (input.tracebackTail ?? '') : input.message
  if (silent && source !== '') trace?.('traceback', source)
  const read = source.length > MAX_READ ? source.slice(0, MAX_READ) : source
  const { text, cut, errorClass, statusCode, provider } = unwrap(read, input, trace)
  const { tokens, counted, brokeOff, said } = scan(rules.mask(text, trace), cut, trace)
  const quotas = quotasIn(read)
  const head = headOf(errorClass, statusCode, provider)
  const sentence = quotas.length === 0 ? tokens.join(' ') : [...tokens, ...quotas].join(' ')
  const template = templateOf(head, sentence)
  // What broke off is told, and does not count where it may be a clause that comes and goes.
  const hashed =
    counted === tokens.length
      ? template
      : templateOf(head, [...tokens.slice(0, counted), ...quotas].join(' '))
  const fixed = rules.fixedGroup({ message: read, errorClass, statusCode, provider })
  if (fixed !== undefined) trace?.(fixed.rule, fixed.fingerprint ?? fixed.title ?? '')
  const { shown } = input
  // The group is found in the text as it is, and told by what may be seen of it.
  const notified =
    shown === undefined || shown === source || fixed?.title !== undefined
      ? said
      : saidIn(shown.length > MAX_READ ? shown.slice(0, MAX_READ) : shown, input)
  return {
    fingerprint: fixed?.fingerprint ?? hash(hashed),
    version: GROUPING_VERSION,
    template: brokeOff ? withMark(template) : template,
    title: fixed?.title ?? titleOf(notified, head, quotas.join(', ')),
    errorClass,
    statusCode,
  }
}

/**
 * Makes the function that gives an event its group: pure, so that the same event has the same
 * fingerprint after a restart, on another machine and in any order. Throws a ZodError on bad rules.
 */
export const createFingerprinter = (
  rules: GroupingRules = {},
): ((input: FingerprintInput) => Fingerprinted) => {
  const compiled = compileRules(rules)
  const hash = createHasher()
  return (input) => fingerprintWith(compiled, hash, input)
}

/** One thing that was taken off or masked: by which rule, and (the beginning of) what. */
export interface Step {
  readonly rule: string
  readonly text: string
}

const LONGEST_STEP = 120

/** Like createFingerprinter, with the steps beside the result. */
export const createExplainer = (
  rules: GroupingRules = {},
): ((input: FingerprintInput) => Fingerprinted & { readonly steps: readonly Step[] }) => {
  const compiled = compileRules(rules)
  const hash = createHasher()
  return (input) => {
    const steps: Step[] = []
    const trace: Trace = (rule, text) => {
      steps.push({ rule, text: text.slice(0, LONGEST_STEP) })
    }
    return { ...fingerprintWith(compiled, hash, input, trace), steps }
  }
}
