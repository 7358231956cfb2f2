import { MASK_CLOSE, MASK_OPEN } from './atom.ts'
import { type Fingerprinted, type FingerprintInput, GROUPING_VERSION } from './fingerprint.ts'
import { headLength } from './slots.ts'

/** A group as an older version of the algorithm left it, with one event that was in it. */
export interface StoredGroup {
  readonly fingerprint: string
  readonly version: number
  /** Any event of the group; its message may be redacted or cut as the state keeps it. */
  readonly sample: FingerprintInput
}

/** What becomes of an old group: events like its sample have the fingerprint `to` today, which may be `from` again. */
export interface Migration {
  readonly from: string
  readonly to: string
  readonly group: Fingerprinted
}

/**
 * Maps groups of older versions to the fingerprints that their samples have today, so that a new
 * version finds its groups known rather than born again. Several old groups may meet in one; an old
 * group that today would be several follows its sample. Groups of today's version are left out.
 */
export const mapGroups = (
  groups: Iterable<StoredGroup>,
  fingerprint: (input: FingerprintInput) => Fingerprinted,
  version: number = GROUPING_VERSION,
): Migration[] => {
  const migrations: Migration[] = []
  for (const stored of groups) {
    if (stored.version >= version) continue
    const group = fingerprint(stored.sample)
    migrations.push({ from: stored.fingerprint, to: group.fingerprint, group })
  }
  return migrations
}

const PLACEHOLDER = /<([a-z0-9_-]+)>/g
const STATUS = /^\d{3}$/

/**
 * An event made up from a template, for a group of which no message is remembered: its placeholders
 * stand for what they stood for. `errorType` is the group's, to tell the head's words apart.
 */
export const sampleOf = (template: string, errorType: string | null): FingerprintInput => {
  const words = template.split(' ')
  const length = headLength(words)
  const head = words.slice(0, length).join(' ').replace(/:$/, '')
  const known = errorType?.slice(errorType.lastIndexOf('.') + 1) ?? ''
  const rest = head === known ? [] : head.split(' ')
  const errorClass =
    head === known || head.startsWith(`${known} `) || /^[A-Z]/.test(head)
      ? (rest.shift() ?? known)
      : ''
  const statusCode = STATUS.test(rest[0] ?? '') ? (rest.shift() ?? '') : ''
  const sentence = words.slice(length).join(' ')
  return {
    message:
      sentence === '(no message)'
        ? ''
        : sentence.replace(PLACEHOLDER, `${MASK_OPEN}$1${MASK_CLOSE}`),
    errorClass,
    statusCode,
    provider: rest.join(' '),
  }
}
