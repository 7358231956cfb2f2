import type {
  AlertNotification,
  AlertReason,
  AlertView,
  DigestNotification,
  ReportNotification,
  SystemNotification,
} from '../../src/domain/notification.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { facts } from './facts-example.ts'

/** 2026-03-01 03:12:00 in Berlin. */
const began = Date.parse('2026-03-01T02:12:00Z')

const common = {
  instance: 'prod',
  timezone: 'Europe/Berlin',
  createdAt: began + 5 * MINUTE_MS,
} as const

export const alertView: AlertView = {
  id: '5f0c6d2e9b1a47c8',
  rule: 'provider-failures',
  severity: 'critical',
  labels: { model: 'gpt-4o' },
  shown: {},
  observed: 34,
  threshold: 10,
  expected: null,
  finding: { kind: 'threshold', count: 34, windowMs: 300_000, threshold: 10 },
  windowMs: 5 * MINUTE_MS,
  startedAt: began,
  endedAt: null,
  total: 41,
  peak: 34,
  models: [{ name: 'gpt-4o', count: 41 }],
  keys: [
    { name: 'billing-service', count: 22 },
    { name: 'support-bot', count: 12 },
    { name: 'nightly-batch', count: 7 },
  ],
  teams: [
    { name: 'payments', count: 29 },
    { name: 'support', count: 12 },
  ],
  errorTypes: [
    { name: 'InternalServerError', count: 30 },
    { name: 'Timeout', count: 11 },
  ],
  groups: [
    { name: 'OpenAIException - The server had an error while processing your request', count: 30 },
    { name: 'Request timed out after <number> seconds', count: 11 },
  ],
  sample: {
    requestId: '0b6c5d9e-8c1f-4c0e-9f39-2f8a1f3b7d11',
    time: began + 4 * MINUTE_MS + 12_000,
    model: 'gpt-4o',
    keyName: 'billing-service',
    message:
      'litellm.InternalServerError: InternalServerError: OpenAIException - The server had an error while processing your request. Sorry about that! You can retry your request. (Request id: req_7d1e0f)',
  },
  runbookUrl: 'https://wiki.example.com/runbooks/llm?section=provider&v=2',
}

export const alert = (
  reason: AlertReason = 'first seen',
  view: Partial<AlertView> = {},
): AlertNotification => ({
  ...common,
  kind: 'alert',
  id: `alert-${alertView.id}-${reason.replaceAll(/[^a-z]+/g, '-')}`,
  reason,
  alert: { ...alertView, ...view },
  others: [],
  group: { key: 'default {}', labels: {} },
})

/** The same outage on two more models, told in one message. */
export const grouped = (): AlertNotification => ({
  ...alert(),
  others: [
    { ...alertView, labels: { model: 'gpt-4o-mini' }, observed: 21 },
    { ...alertView, labels: { model: 'o3' }, observed: 12 },
  ],
})

export const resolved = (): AlertNotification => ({
  ...alert('resolved', {
    endedAt: began + 25 * MINUTE_MS,
    total: 412,
    peak: 58,
    observed: 0,
    models: [{ name: 'gpt-4o', count: 412 }],
    keys: [
      { name: 'billing-service', count: 221 },
      { name: 'support-bot', count: 123 },
      { name: 'nightly-batch', count: 68 },
    ],
    teams: [
      { name: 'payments', count: 289 },
      { name: 'support', count: 123 },
    ],
    errorTypes: [
      { name: 'InternalServerError', count: 330 },
      { name: 'Timeout', count: 82 },
    ],
  }),
  createdAt: began + 27 * MINUTE_MS,
})

const explanationText = `## Error statistics
Of **1,204 failures**, most are two things: OpenAI answered with server errors from 03:12 to 03:37, and \`nightly-batch\` sent prompts that are too long all night.

## Main problems
1. **OpenAI server errors** (g1) hit every key that uses gpt-4o. They began suddenly and ended by themselves.
2. **Prompts too long** (g2): only the key \`nightly-batch\` is affected.

## Advice
- Add a fallback for gpt-4o, so that the next outage does not reach callers.
- Ask the owner of \`nightly-batch\` to cut documents before sending them.`

export const digest = (change: Partial<DigestNotification> = {}): DigestNotification => ({
  ...common,
  kind: 'digest',
  id: 'digest-daily-2026-03-01',
  createdAt: Date.parse('2026-03-02T07:00:00Z'),
  digest: 'daily',
  day: '2026-03-01',
  facts,
  explanation: { text: explanationText, notes: [], model: 'qwen3-32b' },
  ...change,
})

export const calmDigest = (): DigestNotification =>
  digest({
    facts: {
      ...facts,
      total: 0,
      late: 0,
      firstSeen: null,
      lastSeen: null,
      byModel: [],
      byProvider: [],
      byErrorType: [],
      byStatus: [],
      byKey: [],
      byTeam: [],
      byFault: [],
      groups: [],
      moreGroups: 0,
      moreGroupsCount: 0,
      hours: [],
    },
    explanation: { text: null, notes: [{ kind: 'nothing_to_explain' }], model: 'qwen3-32b' },
  })

export const report = (change: Partial<ReportNotification> = {}): ReportNotification => ({
  ...common,
  kind: 'report',
  id: 'report-7-1772330400000',
  facts: { ...facts, from: began - 12 * MINUTE_MS, to: began + 48 * MINUTE_MS },
  explanation: {
    text: null,
    notes: [
      {
        kind: 'model_failed',
        failure: { kind: 'timed_out', address: 'http://llm:4000', afterMs: 300_000 },
      },
    ],
    model: 'qwen3-32b',
  },
  files: ['2026-03-01/error_logs_full_040000.json', '2026-03-01/llm_analysis_040000.txt'],
  ...change,
})

export const system = (change: Partial<SystemNotification> = {}): SystemNotification => ({
  ...common,
  kind: 'system',
  id: 'system-source-1772330400000',
  severity: 'warning',
  notice: { kind: 'state_unwritable', error: 'disk full' },
  ...change,
})
