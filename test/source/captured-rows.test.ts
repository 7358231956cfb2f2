import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { insertSpendLogs, type LiteLlmRow } from '../support/litellm-rows.ts'
import { referenceData } from '../support/reference-data.ts'
import { forever, slice, withSource } from './with-source.ts'

interface Captured {
  readonly litellm: string
  readonly case: string | null
  /** Null where the client saw no status. */
  readonly client_saw: number | null
  readonly row: LiteLlmRow
}

const file = referenceData('corpora/litellm-rows.jsonl')
const captured: readonly Captured[] =
  file === null
    ? []
    : readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))

/** Python's own exceptions are answered with 500, and no class of LiteLLM's tells it. */
const hasStatus = ({ client_saw, row }: Captured): boolean =>
  client_saw !== null && !JSON.stringify(row['metadata']).includes('"TypeError"')

const versions = [
  ['1.80.5', '2026-03'],
  ['1.108.7', '2026-11'],
] as const

test.skipIf(file === null).each(versions)(
  'rows that LiteLLM %s wrote have the status that the client saw and the model it asked for',
  (version, shape) =>
    withSource(shape, async (source, db) => {
      const written = captured.filter(({ litellm }) => litellm === version)
      const rows = written.map((one, n) => ({ ...one, row: { ...one.row, request_id: `r${n}` } }))
      await insertSpendLogs(db, ...rows.map(({ row }) => row))
      const events = await source.read(slice({ from: 0, limit: 1_000 }), forever)
      expect(events).toHaveLength(rows.length)
      const byId = new Map(events.map((event) => [event.requestId, event]))
      for (const one of rows) {
        const event = byId.get(one.row.request_id)
        if (hasStatus(one)) expect(event?.status).toBe(String(one.client_saw))
        const asked = /^provider:(.+)$/.exec(one.case ?? '')?.[1]
        if (asked !== undefined) expect(event?.model).toBe(asked)
        expect(event?.tracebackTail).not.toMatch(/^raise|^\^/)
      }
    }),
)
