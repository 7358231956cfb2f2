import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analysisText } from '../../../src/artifacts/contents/answer-text.ts'
import {
  analysisContents,
  artifactName,
  fullContents,
  paramsContents,
  promptContents,
} from '../../../src/artifacts/contents/contents.ts'
import { jsonArray } from '../../../src/artifacts/contents/json-array.ts'
import type { StoredEvent } from '../../../src/domain/event.ts'
import type { Chunks } from '../../../src/pipeline/report/report-ports.ts'
import { cells } from '../../../src/render/text-table.ts'
import { calmDigest, digest } from '../../render/notifications.ts'

const collect = async (chunks: Chunks): Promise<string> => {
  const bytes: Uint8Array[] = []
  for await (const chunk of chunks) bytes.push(Buffer.from(chunk))
  return Buffer.concat(bytes).toString('utf8')
}
async function* each<T>(...items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

const event: StoredEvent = {
  table: 'SpendLogs',
  requestId: 'chatcmpl-1',
  startTime: Date.parse('2026-03-01T02:11:58Z'),
  time: Date.parse('2026-03-01T02:12:00.123Z'),
  model: 'gpt-4o',
  provider: 'openai',
  keyHash: '88dc28',
  keyName: 'billing',
  team: 'payments',
  status: '500',
  errorType: 'InternalServerError',
  message: 'it "broke"\n\ud800',
  group: { fingerprint: '0123456789abcdef', version: 1, template: 'it broke', title: 'it broke' },
  fault: 'provider',
  fromFuture: false,
  late: false,
}

describe('names of artifacts', () => {
  it('carry the stamp, with its suffix where the name was taken', () => {
    expect(artifactName('full', '101502')).toBe('error_logs_full_101502.json')
    expect(artifactName('analysis', '101502')).toBe('error_logs_analysis_101502.json')
    expect(artifactName('prompt', '101502')).toBe('llm_prompt_101502.txt')
    expect(artifactName('answer', '101502')).toBe('llm_analysis_101502.txt')
    expect(artifactName('params', '101502-2')).toBe('query_params_101502-2.json')
  })
})

describe('JSON arrays', () => {
  it('read back as the rows that went in, in their order, also when there are none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 5 }), async (rows) => {
        expect(JSON.parse(await collect(jsonArray(each(...rows))))).toEqual(
          JSON.parse(JSON.stringify(rows)),
        )
      }),
    )
    expect(JSON.parse(await collect(jsonArray([])))).toEqual([])
  })

  it('write what has no JSON as null', async () => {
    expect(JSON.parse(await collect(jsonArray([undefined, 1])))).toEqual([null, 1])
  })

  it('ask for a row only when the one before was taken', async () => {
    const taken: number[] = []
    const rows = function* () {
      for (let row = 0; row < 100; row++) {
        taken.push(row)
        yield row
      }
    }
    const chunks = jsonArray(rows())
    for (let chunk = 0; chunk < 4; chunk++) await chunks.next()
    expect(taken).toEqual([0, 1])
  })
})

describe('error_logs_full', () => {
  it('has the table’s own rows and names, secrets taken out', async () => {
    const row = {
      request_id: 'chatcmpl-1',
      startTime: '2026-03-01T02:11:58.000Z',
      metadata: { error_information: { error_message: 'key sk-1234567890abcdefABCDEF12 refused' } },
    }
    const text = await collect(fullContents(each({ json: JSON.stringify(row), repeated: null })))
    expect(text).not.toContain('sk-1234567890abcdefABCDEF12')
    const [written] = JSON.parse(text)
    expect(Object.keys(written)).toEqual(['request_id', 'startTime', 'metadata'])
    expect(written.startTime).toBe('2026-03-01T02:11:58.000Z')
    expect(written.metadata.error_information.error_message).toMatch(/^key .+ refused$/)
  })
})

describe('error_logs_analysis', () => {
  it('has the seven fields and the four after them, in order, time in UTC', async () => {
    const text = await collect(analysisContents(each(event)))
    expect(text.isWellFormed()).toBe(true)
    const [row] = JSON.parse(text)
    expect(Object.entries(row)).toEqual([
      ['request_id', 'chatcmpl-1'],
      ['time', '2026-03-01T02:12:00.123Z'],
      ['model', 'gpt-4o'],
      ['key_name', 'billing'],
      ['status', '500'],
      ['error_type', 'InternalServerError'],
      ['error_message', 'it "broke"\n\ud800'],
      ['team', 'payments'],
      ['provider', 'openai'],
      ['fault', 'provider'],
      ['fingerprint', '0123456789abcdef'],
    ])
  })
})

describe('llm_prompt and query_params', () => {
  it('hold both parts of the prompt', () => {
    const [text = ''] = promptContents({ system: 'You explain.\n', user: 'Facts: 3' })
    expect(text).toBe('=== system ===\nYou explain.\n\n=== user ===\nFacts: 3\n')
  })

  it('hold period, filters, limits, counts and versions, without secrets', () => {
    const [text = ''] = paramsContents({
      instance: 'prod',
      timezone: 'Europe/Berlin',
      startedAt: Date.parse('2026-03-01T03:00:00Z'),
      from: Date.parse('2026-03-01T02:00:00Z'),
      to: Date.parse('2026-03-01T03:00:00Z'),
      filters: { models: ['gpt-*'] },
      limits: { maxPromptTokens: 8000 },
      counts: { failures: 34 },
      versions: { lookout: '0.1.0', grouping: 1 },
    })
    expect(JSON.parse(text)).toEqual({
      instance: 'prod',
      started_at: '2026-03-01T03:00:00.000Z',
      period: {
        from: '2026-03-01T02:00:00.000Z',
        to: '2026-03-01T03:00:00.000Z',
        timezone: 'Europe/Berlin',
      },
      filters: { models: ['gpt-*'] },
      limits: { maxPromptTokens: 8000 },
      counts: { failures: 34 },
      versions: { lookout: '0.1.0', grouping: 1 },
    })
  })
})

describe('llm_analysis', () => {
  const { facts, explanation } = digest()

  it('tells period, instance, total, the words, and the counts by model first', () => {
    const text = analysisText(facts, explanation).join('')
    expect(text).toContain('Failures of LiteLLM on prod\n===')
    expect(text).toContain('Period: 2026-03-01 (Europe/Berlin)')
    expect(text).toContain('Failures: 1,204\n')
    expect(text).toContain('• Add a fallback for gpt-4o')
    expect(text.indexOf('By model')).toBeLessThan(text.indexOf('By error type'))
    expect(text).toMatch(/claude-sonnet-4-5 {2}431 {5}36%\n/)
  })

  it('stays within 100 columns, wide characters counted as two', () => {
    const byModel = [{ name: '通义千问'.repeat(40), count: 7 }, ...facts.byModel]
    const text = analysisText({ ...facts, byModel }, explanation).join('')
    for (const line of text.split('\n')) expect(cells(line)).toBeLessThanOrEqual(100)
  })

  it('says why there are no words, and of a calm period no more than that', () => {
    const none = { text: null, notes: [{ kind: 'no_model' as const }], model: '' }
    expect(analysisText(facts, none).join('')).toContain('No AI summary: no model is configured.')
    const calm = analysisText(calmDigest().facts, calmDigest().explanation).join('')
    expect(calm).toContain('Failures: 0')
    expect(calm).not.toContain('By model')
  })
})
