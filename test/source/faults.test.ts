import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createClassifier } from '../../src/classify/classify.ts'
import { createFaultOf } from '../../src/classify/fault.ts'
import { createFingerprinter } from '../../src/classify/grouping/fingerprint.ts'
import { insertSpendLogs, type LiteLlmRow } from '../support/litellm-rows.ts'
import { referenceData } from '../support/reference-data.ts'
import { forever, slice, withSource } from './with-source.ts'

interface Labelled {
  readonly litellm: string
  readonly case: string | null
  readonly expect: { readonly event: boolean; readonly fault: string | null }
  readonly row: LiteLlmRow
}

const linesOf = (path: string): readonly Labelled[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const classify = createClassifier({
  fingerprint: createFingerprinter(),
  faultOf: createFaultOf(),
  redact: (text) => ({ text }),
  maxMessage: 4_000,
})

const versions = [
  ['1.80.5', '2026-03'],
  ['1.108.7', '2026-11'],
] as const
const captured = referenceData('corpora/litellm-rows.jsonl')
const sets = [
  ['constructed', join(import.meta.dirname, '..', '..', 'bench', 'corpora', 'faults.jsonl')],
  ...(captured === null ? [] : [['captured', captured] as const]),
] as const

describe.each(sets)('of %s rows', (_, file) => {
  it.each(versions)(
    'of LiteLLM %s each failed request is one event, and it is said whose it is',
    (version, shape) =>
      withSource(shape, async (source, db) => {
        const lines = linesOf(file).filter(({ litellm }) => litellm === version)
        const idOf = ({ row }: Labelled, n: number) =>
          `r${n}${/-attempt-\d+$/.exec(row.request_id)?.[0] ?? ''}`
        const rows = lines.map((line, n) => ({ ...line.row, request_id: idOf(line, n) }))
        await insertSpendLogs(db, ...rows)
        const read = await source.read(slice({ from: 0, limit: 1_000 }), forever)
        const events = new Map(read.map((event) => [event.requestId, classify(event, Date.now())]))
        expect(read).toHaveLength(lines.filter(({ expect: { event } }) => event).length)
        const notified = lines.flatMap((line, n) => {
          const event = events.get(idOf(line, n))
          return event === undefined ? [] : [{ wanted: line.expect.fault, fault: event.fault }]
        })
        const labelled = notified.filter(({ wanted }) => wanted !== null)
        const right = labelled.filter(({ wanted, fault }) => wanted === fault)
        expect(right.length / labelled.length).toBeGreaterThanOrEqual(0.97)
        // Where it cannot be told, a provider is never blamed.
        expect(
          notified.filter(({ wanted, fault }) => wanted === null && fault === 'provider'),
        ).toEqual([])
      }),
  )
})
