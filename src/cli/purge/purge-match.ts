import { plainLine } from '../../classify/redaction/plain-text.ts'
import { isOfKey, isOfUser } from '../../classify/redaction/user-columns.ts'

/** Whose data is to be deleted. */
export interface PurgeTarget {
  readonly kind: 'user' | 'key' | 'request'
  readonly value: string
}

/** One row of an artifact, in the tables' names or in ours. */
export interface ArtifactRow {
  readonly row: unknown
  readonly requestId: string
  /** How its message begins, as prompts show it; '' for none. */
  readonly message: string
  readonly isOf: (target: PurgeTarget, ids: ReadonlySet<string>) => boolean
}

/** `rows`: JSON arrays of rows; `text`: prompts and answers. */
export const kindOfFile = (file: string): 'rows' | 'text' | 'other' => {
  if (/\/error_logs_(?:full|analysis)_[\w-]+\.json$/.test(file)) return 'rows'
  return /\/llm_(?:prompt|analysis)_[\w-]+\.txt$/.test(file) ? 'text' : 'other'
}

/** Long enough to distinguish messages, short enough for one line of a prompt. */
const BEGINNING = 60

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const firstText = (...values: readonly unknown[]): string => {
  const found = values.find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof found === 'string' ? found : ''
}

const artifactRow = (row: unknown): ArtifactRow => {
  const plain = record(row)
  const requestId = firstText(plain['request_id'])
  const error = record(record(plain['metadata'])['error_information'])
  const said = firstText(plain['error_message'], plain['exception_string'], error['error_message'])
  return {
    row,
    requestId,
    message: plainLine(said).slice(0, BEGINNING),
    isOf: (target, ids) => {
      if (ids.has(requestId)) return true
      if (target.kind === 'user') return isOfUser(row, target.value)
      return target.kind === 'key' && isOfKey(row, target.value)
    },
  }
}

/** The rows of a file, one a line as they are written; a line that is no row is left out. */
export async function* artifactRows(lines: AsyncIterable<string>): AsyncGenerator<ArtifactRow> {
  for await (const line of lines) {
    const text = line.trim().replace(/,$/, '')
    if (!text.startsWith('{')) continue
    yield artifactRow(JSON.parse(text))
  }
}

/** Shorter messages, such as "boom", are not specific to anybody. */
const SPECIFIC_LENGTH = 30

/** Whether a text holds a request's id, the name of the user or key, or how one of the messages begins. */
export const createMentions = (
  { kind, value }: PurgeTarget,
  ids: ReadonlySet<string>,
  messages: ReadonlySet<string>,
): ((text: string) => boolean) => {
  // Almost every id is one word; only the odd ones are searched for one by one.
  const odd = [...ids].filter((id) => /[\s,:()[\]]/.test(id)).map((id) => plainLine(id, 80))
  const specific = [...messages].filter((message) => message.length >= SPECIFIC_LENGTH)
  return (text) => {
    const words = text.split(/[\s,:()[\]]+/)
    if (words.some((word) => ids.has(word))) return true
    const flat = plainLine(text, text.length + 1)
    // Every list of keys has the key's name: only beside a sample does it belong to what was written.
    if (kind === 'key' && flat.includes(`key ${value}, request `)) return true
    if (kind === 'user' && words.includes(value)) return true
    return [...odd, ...specific].some((part) => flat.includes(part))
  }
}
