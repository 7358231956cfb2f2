import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FingerprintInput } from '../../src/grouping/fingerprint.ts'

/** One labelled set: the events of it, and beside each the label it should be grouped by. */
export interface LabelledSet {
  readonly name: string
  readonly inputs: readonly FingerprintInput[]
  readonly labels: readonly string[]
}

const readLines = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))

const text = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value)

const toInput = (row: Record<string, unknown>): FingerprintInput => ({
  message: text(row['message']),
  errorClass: text(row['error_class']),
  statusCode: text(row['status_code']),
  provider: text(row['provider']),
})

/** A third of the families, by hash of their name, is never looked at while rules are written. */
const isHeldBack = (family: string): boolean =>
  Number.parseInt(createHash('sha256').update(family).digest('hex').slice(0, 8), 16) % 3 === 0

const toSet = (
  name: string,
  rows: readonly Record<string, unknown>[],
  label: string,
): LabelledSet => ({
  name,
  inputs: rows.map(toInput),
  labels: rows.map((row) => text(row[label])),
})

/** LiteLLM's errors: all, the families tuned on, the families held back. Empty where the file is absent. */
export const readLitellmSets = (path: string): LabelledSet[] => {
  if (!existsSync(path)) return []
  const rows = readLines(path)
  const held = rows.filter((row) => isHeldBack(text(row['family'])))
  const tuned = rows.filter((row) => !isHeldBack(text(row['family'])))
  const name = basename(path, '.jsonl')
  return [
    toSet(name, rows, 'template'),
    toSet(`${name}, tuned on`, tuned, 'template'),
    toSet(`${name}, held back`, held, 'template'),
  ]
}

/** Every set of system logs in a directory, in order of their names. */
export const readLogSets = (directory: string): LabelledSet[] =>
  existsSync(directory)
    ? readdirSync(directory)
        .filter((file) => file.endsWith('.jsonl'))
        .sort()
        .map((file) => toSet(basename(file, '.jsonl'), readLines(join(directory, file)), 'group'))
    : []
