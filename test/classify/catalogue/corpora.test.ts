import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCatalogue } from '../../../src/classify/catalogue/catalogue.ts'
import { CATALOGUE_ENTRIES } from '../../../src/classify/catalogue/catalogue-entries.ts'

const directory = join(import.meta.dirname, '../../../../shared/corpora')

const information = z.object({
  error_message: z.string().optional(),
  error_class: z.string().optional(),
  error_code: z.union([z.string(), z.number()]).nullish(),
  llm_provider: z.string().optional(),
})
const rowSchema = z.object({
  expect: z.object({ event: z.boolean(), fault: z.string().nullable() }),
  row: z.object({
    custom_llm_provider: z.string().nullish(),
    metadata: z.object({ error_information: information.optional() }),
  }),
})
const errorSchema = z.object({
  template: z.string(),
  message: z.string(),
  error_class: z.string(),
  status_code: z.number(),
})

const linesOf = <T>(file: string, schema: z.ZodType<T>): readonly T[] =>
  readFileSync(join(directory, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))

const { recognise } = createCatalogue(CATALOGUE_ENTRIES)

// The labelled sets are no part of the repository: without them there is nothing to measure, but CI leaves nothing out.
const isSkipped = !existsSync(directory) && process.env['CI'] === undefined
describe.skipIf(isSkipped)('on the labelled sets (needs ../shared/corpora)', () => {
  it('recognises the rows that LiteLLM wrote, and the fault of each', () => {
    const rows = linesOf('litellm-rows.jsonl', rowSchema).filter(({ expect: { event } }) => event)
    const judged = rows.map(({ row, expect: { fault } }) => {
      const found = row.metadata.error_information ?? {}
      const code = String(found.error_code ?? '')
      const isStatus = /^\d{3}$/.test(code)
      const entry = recognise({
        message: found.error_message ?? '',
        errorClass: found.error_class,
        status: isStatus ? code : undefined,
        code: isStatus || code === '' ? undefined : code,
        provider: found.llm_provider || row.custom_llm_provider || undefined,
      })
      return { entry, fault }
    })
    const known = judged.filter(({ entry }) => entry !== undefined)
    const labelled = known.filter(({ fault }) => fault !== null)
    const right = labelled.filter(({ entry, fault }) => entry?.fault === fault)
    expect(known.length / rows.length).toBeGreaterThanOrEqual(0.97)
    expect(right.length / labelled.length).toBeGreaterThanOrEqual(0.98)
  })

  it('recognises errors that people reported, most of them by an entry that says more than their class', () => {
    const errors = linesOf('litellm-errors.jsonl', errorSchema)
    const found = errors.map(({ message, error_class, status_code }) =>
      recognise({ message, errorClass: error_class, status: String(status_code) }),
    )
    const specific = found.filter((entry) => entry !== undefined && entry.generic !== true)
    expect(found.filter((entry) => entry === undefined)).toEqual([])
    expect(specific.length / errors.length).toBeGreaterThanOrEqual(0.8)
  })
})
