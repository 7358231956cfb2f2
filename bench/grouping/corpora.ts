import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FingerprintInput } from '../../src/classify/grouping/fingerprint.ts'

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

const listSets = (directory: string): { name: string; rows: Record<string, unknown>[] }[] =>
  existsSync(directory)
    ? readdirSync(directory)
        .filter((file) => file.endsWith('.jsonl'))
        .sort()
        .map((file) => ({
          name: basename(file, '.jsonl'),
          rows: readLines(join(directory, file)),
        }))
    : []

/** Sets of LiteLLM's errors (labelled by `template`): all, the families tuned on, those held back. */
export const readLitellmSets = (directory: string): LabelledSet[] =>
  listSets(directory)
    .filter(({ rows }) => rows[0]?.['template'] !== undefined)
    .flatMap(({ name, rows }) => {
      const held = rows.filter((row) => isHeldBack(text(row['family'])))
      const tuned = rows.filter((row) => !isHeldBack(text(row['family'])))
      return [
        toSet(name, rows, 'template'),
        toSet(`${name}, tuned on`, tuned, 'template'),
        toSet(`${name}, held back`, held, 'template'),
      ]
    })

/** The repository's own sets (bench/corpora): each as the half looked at while rules are written and the half held back. */
export const readOwnSets = (
  directory: string = join(import.meta.dirname, '..', 'corpora'),
): LabelledSet[] =>
  listSets(directory)
    .filter(({ rows }) => rows[0]?.['template'] !== undefined)
    .flatMap(({ name, rows }) =>
      (['tune', 'held'] as const).map((half) =>
        toSet(
          `${name}, ${half === 'tune' ? 'tuned on' : 'held back'}`,
          rows.filter((row) => row['split'] === half),
          'template',
        ),
      ),
    )

/** Sets of system logs (labelled by `group`), in the directory and in its `loghub`. */
export const readLogSets = (directory: string): LabelledSet[] =>
  [...listSets(directory), ...listSets(join(directory, 'loghub'))]
    .filter(({ rows }) => rows[0]?.['group'] !== undefined)
    .map(({ name, rows }) => toSet(name, rows, 'group'))
