import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCatalogue } from '../../../src/classify/catalogue/catalogue.ts'
import { CATALOGUE_ENTRIES } from '../../../src/classify/catalogue/catalogue-entries.ts'
import { referenceData } from '../../support/reference-data.ts'

const information = z.object({
  error_message: z.string().nullish(),
  error_class: z.string().nullish(),
  error_code: z.union([z.string(), z.number()]).nullish(),
  llm_provider: z.string().nullish(),
})
const rowSchema = z.object({
  split: z.enum(['tune', 'held']).optional(),
  expect: z.object({ event: z.boolean(), fault: z.string().nullable() }),
  row: z.object({
    // An object, its JSON as text, or nothing.
    metadata: z.preprocess(
      (value) => (typeof value === 'string' ? JSON.parse(value) : value),
      z.object({ error_information: information.nullish() }).nullish(),
    ),
  }),
})
const errorSchema = z.object({
  template: z.string(),
  message: z.string(),
  error_class: z.string(),
  status_code: z.number(),
})

const linesOf = <T>(path: string, schema: z.ZodType<T>): readonly T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))

const { recognise } = createCatalogue(CATALOGUE_ENTRIES)

/** Shares of the rows that are failures: recognised; and with the expected fault, of those where one is expected. */
const sharesOf = (lines: readonly z.infer<typeof rowSchema>[]) => {
  const rows = lines.filter(({ expect: { event } }) => event)
  const judged = rows.map(({ row, expect: { fault } }) => {
    const found = row.metadata?.error_information ?? {}
    const code = String(found.error_code ?? '')
    const isStatus = /^\d{3}$/.test(code)
    const entry = recognise({
      message: found.error_message ?? '',
      errorClass: found.error_class ?? undefined,
      status: isStatus ? code : undefined,
      code: isStatus || code === '' ? undefined : code,
      provider: found.llm_provider || undefined,
    })
    return { entry, fault }
  })
  const known = judged.filter(({ entry }) => entry !== undefined)
  const labelled = judged.filter(({ fault }) => fault !== null)
  const right = labelled.filter(({ entry, fault }) => entry?.fault === fault)
  return { recognised: known.length / rows.length, right: right.length / labelled.length }
}

describe('on the labelled rows of bench/corpora', () => {
  const rows = linesOf(join(import.meta.dirname, '../../../bench/corpora/faults.jsonl'), rowSchema)

  it.each(['tune', 'held'] as const)('recognises the rows, and the fault of each: %s', (half) => {
    const { recognised, right } = sharesOf(rows.filter(({ split }) => split === half))
    // Some rows say nothing that anybody could recognise.
    expect(recognised).toBeGreaterThanOrEqual(0.95)
    expect(right).toBeGreaterThanOrEqual(half === 'tune' ? 0.99 : 0.96)
  })
})

const taken = referenceData('corpora/litellm-rows.jsonl')
describe.skipIf(taken === null)('on rows that running proxies wrote', () => {
  it('recognises them, and the fault of each', () => {
    const { recognised, right } = sharesOf(linesOf(taken ?? '', rowSchema))
    expect(recognised).toBeGreaterThanOrEqual(0.99)
    expect(right).toBeGreaterThanOrEqual(0.99)
  })
})

const reported = referenceData('corpora/litellm-errors.jsonl')
describe.skipIf(reported === null)('on errors that people reported', () => {
  it('recognises all, most of them by an entry that says more than their class', () => {
    const errors = linesOf(reported ?? '', errorSchema)
    const found = errors.map(({ message, error_class, status_code }) =>
      recognise({ message, errorClass: error_class, status: String(status_code) }),
    )
    const specific = found.filter((entry) => entry !== undefined && entry.generic !== true)
    expect(found.filter((entry) => entry === undefined)).toEqual([])
    expect(specific.length / errors.length).toBeGreaterThanOrEqual(0.8)
  })
})
