import { createHash } from 'node:crypto'
import { createClassifier } from '../../../src/classify/classify.ts'
import { redact } from '../../../src/classify/redaction/redact.ts'
import type { AnalyzeOptions, AnalyzePorts } from '../../../src/cli/analyze/analyze-command.ts'
import type { ErrorEvent, RowKey } from '../../../src/domain/event.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'
import { buildPrompt } from '../../../src/explain/prompt/prompt.ts'
import { parseTemplate } from '../../../src/explain/prompt/template.ts'
import type { Slice } from '../../../src/pipeline/ingest/poll-ports.ts'

export const NOW = Date.parse('2026-03-01T12:00:00Z')

export const failure = (over: Partial<ErrorEvent> = {}): ErrorEvent => ({
  table: 'SpendLogs',
  requestId: 'r1',
  startTime: over.time ?? NOW - HOUR_MS,
  time: NOW - HOUR_MS,
  createdAt: null,
  model: 'gpt-4o',
  provider: 'openai',
  keyHash: '',
  keyName: 'key-a',
  teamId: '',
  team: 'team-a',
  status: '500',
  errorType: 'InternalServerError',
  message: 'boom',
  tracebackTail: '',
  ...over,
})

const order = (a: RowKey, b: RowKey) =>
  a.startTime - b.startTime || (a.requestId < b.requestId ? -1 : a.requestId > b.requestId ? 1 : 0)

const behind = (row: RowKey, after: Slice['after']) =>
  after === null || order(row, { ...row, ...after }) > 0

/** The ports over rows in memory: what was asked of the source and what was written stands beside. */
export const fakePorts = (rows: readonly ErrorEvent[], over: Partial<AnalyzePorts> = {}) => {
  const asked: Slice[] = []
  const written = new Map<string, string>()
  const template = parseTemplate('# System\nExplain.\n# User\n{{facts}}', 'test')
  const source: AnalyzePorts['source'] = {
    now: async () => NOW,
    tables: async () => ['SpendLogs', 'ErrorLogs'],
    read: async (slice) => {
      asked.push(slice)
      return rows
        .filter((row) => row.table === slice.table && row.startTime >= slice.from)
        .filter((row) => slice.to === null || row.startTime < slice.to)
        .filter((row) => behind(row, slice.after))
        .toSorted(order)
        .slice(0, slice.limit)
    },
    fullRows: async (keys) =>
      keys.map((key) => ({
        key,
        json: JSON.stringify({ request_id: key.requestId, api_key: 'k' }),
        repeated: null,
      })),
  }
  const ports: AnalyzePorts = {
    source,
    classify: createClassifier({
      fingerprint: ({ message }) => ({
        fingerprint: createHash('sha256').update(message).digest('hex').slice(0, 16),
        version: 1,
        template: message,
        title: message,
      }),
      faultOf: () => 'provider',
      redact,
      maxMessage: 1000,
    }),
    ownCalls: async () => new Set(),
    recordOwnCall: async () => {},
    newCallId: () => 'lookout-1',
    now: () => NOW,
    model: null,
    promptOf: (facts) =>
      buildPrompt(facts, template, { maxPromptTokens: 4000, locale: 'en', tag: 'T' }),
    redact,
    artifacts: {
      exists: async (folder, name) => written.has(`${folder}/${name}`),
      write: async (folder, name, chunks) => {
        let text = ''
        for await (const chunk of chunks) text += chunk
        written.set(`${folder}/${name}`, text)
        return `out/${folder}/${name}`
      },
    },
    ...over,
  }
  return { ports, asked, written }
}

export const OPTIONS: AnalyzeOptions = {
  period: {},
  filters: {},
  limit: 100,
  json: false,
  instance: 'prod',
  timezone: 'UTC',
  pageSize: 10,
  windowMs: HOUR_MS,
  write: { full: true, analysis: true, prompt: true, answer: true, params: true },
  versions: { lookout: '1.0.0' },
}
