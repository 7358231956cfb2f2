import { withoutMark } from './sentence.ts'
import { hashTemplate, plainTemplate } from './short-hash.ts'

/** A template as the first stage made it, with its fingerprint. */
export interface JoinEntry {
  readonly fingerprint: string
  readonly template: string
}

/** So many words must be the same around the slot, masked ones not counted. */
const LEAST_COMMON = 3
const MOST_WORDS = 32

const NAME = /^[A-Za-z][A-Za-z-]*$/

/** Words that say what kind of failure it is: never a slot, however many of them were seen. */
const KINDS: ReadonlySet<string> = new Set(
  (
    'second seconds minute minutes min hour hours day days week month year token tokens request requests input output image images audio ' +
    'read write connect connection open close opened closed start started stop stopped enabled disabled enable disable up down on off in out ' +
    'expired invalid valid missing required unknown unsupported supported found exceeded reached denied refused failed failure success successful ' +
    'get put post delete patch head options create created update updated deleted remove removed add added begin end true false not no all none ' +
    'rpm tpm rpd tpd key team user organization project model deployment tag customer parallel concurrent daily hourly monthly client server proxy provider'
  ).split(' '),
)

/** Does the word say what kind of failure it is? */
export const isKind = (word: string): boolean => KINDS.has(word.toLowerCase())

/** Behind these stands a name of the interface, which means something. */
const INTERFACE =
  /^(?:parameters?|params?|fields?|arguments?|propert(?:y|ies)|headers?|type|types|code|value|values|error|errno|metric|quota|support|supports|for|per|tools?|role|of)$/

/** Words of a template before this one are its head (class, status, provider), up to a colon. */
export const headLength = (words: readonly string[]): number =>
  words.findIndex((word) => word.endsWith(':')) + 1

/** A place in a template where a name may stand. */
export interface Slot {
  /** The template with nothing in that place; equal for all that differ in nothing else. */
  readonly common: string
  readonly word: string
}

const HOLE = '\u0000'

/** The places of a template where names may stand, so that others may differ in one of them. */
export const slotsOf = (template: string): Slot[] => {
  const words = withoutMark(plainTemplate(template)).split(' ')
  if (words.length > MOST_WORDS) return []
  // What stands before the head's colon (class, status, provider) is never a slot.
  const first = headLength(words)
  const common = words.filter((word) => !word.includes('<')).length - first - 1
  if (common < LEAST_COMMON) return []
  const slots: Slot[] = []
  for (let index = first; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const before = (words[index - 1] ?? '').toLowerCase()
    if (!NAME.test(word) || isKind(word) || INTERFACE.test(before)) continue
    slots.push({ common: words.with(index, HOLE).join(' '), word })
  }
  return slots
}

/** The fingerprint that the first stage would have given, had it masked the slot. */
export const familyOf = ({ common }: Slot): string => hashTemplate(common.replace(HOLE, '<word>'))
