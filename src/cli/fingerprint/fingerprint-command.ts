import {
  createExplainer,
  createFingerprinter,
  type Fingerprinted,
  type FingerprintInput,
  type Step,
} from '../../classify/grouping/fingerprint.ts'
import type { GroupingRules } from '../../classify/grouping/grouping-rules.ts'
import { joinTemplates } from '../../classify/grouping/join.ts'
import { templateOfAll } from '../../classify/grouping/shown.ts'
import { redact } from '../../classify/redaction/redact.ts'
import { createLineWriter, type LineWriter, type Output, readLines } from '../ndjson.ts'

export interface FingerprintIo {
  /** NDJSON: `{"message", "error_class"?, "status_code"?, "provider"?, "traceback_tail"?}`. */
  readonly input: AsyncIterable<Buffer | string>
  readonly output: Output
  /** Takes one line for people, without its line end. */
  readonly error: (line: string) => void
}

export interface FingerprintOptions {
  /** Apply the second stage over the whole input. Costs memory for each different template. */
  readonly join?: boolean
  /** Show what was peeled and masked by which rule. */
  readonly explain?: boolean
  readonly rules?: GroupingRules
  /** Fingerprints that join nothing. */
  readonly pinned?: readonly string[]
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** LiteLLM writes `None`, and Lookout's own artifacts `unknown`, for what is not there. */
const nameOf = (value: unknown): string | null => {
  const name = textOf(value)
  return ['', 'None', 'unknown'].includes(name) ? null : name
}

/** An event, or what is wrong with the line. */
const parseLine = (line: string | null): FingerprintInput | string => {
  if (line === null) return 'too long'
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return 'not an object'
  const fields: Record<string, unknown> = { ...row }
  const message = fields['message'] ?? ''
  if (typeof message !== 'string' || !('message' in fields)) return 'no message in it'
  return {
    message,
    errorClass: nameOf(fields['error_class']),
    statusCode: nameOf(fields['status_code']),
    provider: nameOf(fields['provider']),
    tracebackTail: textOf(fields['traceback_tail']),
    shown: redact(message.trim() === '' ? textOf(fields['traceback_tail']) : message).text,
  }
}

const toLine = (result: Fingerprinted & { readonly steps?: readonly Step[] }): string =>
  JSON.stringify({
    fingerprint: result.fingerprint,
    template: result.template,
    title: result.title,
    error_class: result.errorClass,
    status_code: result.statusCode,
    steps: result.steps,
  })

/** Stands in for a line that could not be read, so that line n of the output is line n of the input. */
const emptyLine = (fault: string): string =>
  JSON.stringify({
    fingerprint: null,
    template: null,
    title: null,
    error_class: null,
    status_code: null,
    error: fault,
  })

interface Counts {
  read: number
  refused: number
}

/** Each line's event, or what is wrong with it, which is reported with the line's number. */
async function* readEvents(
  io: FingerprintIo,
  counts: Counts,
): AsyncGenerator<FingerprintInput | string> {
  for await (const line of readLines(io.input)) {
    counts.read += 1
    const event = parseLine(line)
    if (typeof event === 'string') {
      counts.refused += 1
      io.error(`line ${counts.read}: ${event}`)
    }
    yield event
  }
}

const writeEach = async (
  events: AsyncIterable<FingerprintInput | string>,
  writer: LineWriter,
  fingerprint: (input: FingerprintInput) => Fingerprinted,
): Promise<void> => {
  for await (const event of events) {
    const line = typeof event === 'string' ? emptyLine(event) : toLine(fingerprint(event))
    if (!(await writer.write(line))) return
  }
}

const BLOCK = 65_536

/** First pass: the number of each line's distinct result, four bytes a line. Second pass: lines out. */
const writeJoined = async (
  events: AsyncIterable<FingerprintInput | string>,
  writer: LineWriter,
  fingerprint: (input: FingerprintInput) => Fingerprinted,
  pinned: readonly string[],
): Promise<void> => {
  const numbers = new Map<string, number>()
  const distinct: (Fingerprinted | string)[] = []
  const blocks: Uint32Array[] = []
  let lines = 0
  for await (const event of events) {
    const result = typeof event === 'string' ? event : fingerprint(event)
    const key =
      typeof result === 'string'
        ? result
        : [result.fingerprint, result.errorClass, result.statusCode, result.template].join('\n')
    const number = numbers.get(key) ?? distinct.length
    if (number === distinct.length) {
      numbers.set(key, number)
      distinct.push(result)
    }
    if (lines % BLOCK === 0) blocks.push(new Uint32Array(BLOCK))
    const block = blocks[blocks.length - 1]
    if (block !== undefined) block[lines % BLOCK] = number
    lines += 1
  }
  const out = joinResults(distinct, pinned)
  for (let line = 0; line < lines; line += 1) {
    const text = out[blocks[Math.floor(line / BLOCK)]?.[line % BLOCK] ?? 0] ?? ''
    if (!(await writer.write(text))) return
  }
}

const joinResults = (
  distinct: readonly (Fingerprinted | string)[],
  pinned: readonly string[],
): string[] => {
  const results = distinct.filter((result) => typeof result !== 'string')
  const aliases = joinTemplates(results, { pinned })
  const groupOf = ({ fingerprint }: Fingerprinted): string =>
    aliases.get(fingerprint) ?? fingerprint
  const members = Map.groupBy(results, groupOf)
  return distinct.map((result) => {
    if (typeof result === 'string') return emptyLine(result)
    const fingerprint = groupOf(result)
    const group = members.get(fingerprint) ?? []
    // Only what was joined gets a new one: a group of its own keeps its template and its title.
    if (group.every((member) => member.fingerprint === fingerprint)) return toLine(result)
    const template = templateOfAll(group.map((member) => member.template))
    const [title = ''] = group.map((member) => member.title).sort()
    return toLine({ ...result, fingerprint, template, title })
  })
}

/**
 * `lookout fingerprint`: NDJSON in, for each line one line of NDJSON out, in the same order; a line
 * that is no event is reported by its number and answered by a line of nulls. Returns the exit code:
 * 0 done, 1 no line could be read, 2 wrong usage. Throws a ZodError on bad rules.
 */
export const runFingerprint = async (
  io: FingerprintIo,
  options: FingerprintOptions = {},
): Promise<number> => {
  if (options.join === true && options.explain === true) {
    io.error('choose one of --explain (about single lines) and --join (about all of them)')
    return 2
  }
  const counts: Counts = { read: 0, refused: 0 }
  const events = readEvents(io, counts)
  const writer = createLineWriter(io.output)
  const make = options.explain === true ? createExplainer : createFingerprinter
  const fingerprint = make(options.rules)
  if (options.join === true) await writeJoined(events, writer, fingerprint, options.pinned ?? [])
  else await writeEach(events, writer, fingerprint)
  await writer.end()
  return counts.read > 0 && counts.refused === counts.read ? 1 : 0
}
