import type { Facts } from '../../src/domain/facts.ts'
import { DAY_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { createFactsCollector } from '../../src/facts/collector.ts'
import { withContext } from '../../src/facts/facts-context.ts'
import type { FactEvent } from '../../src/facts/group-collector.ts'
import { factEvent } from './fact-events.ts'

const at = (clock: string): number => Date.parse(`2026-03-01T${clock}Z`)

const spread = (
  count: number,
  from: string,
  to: string,
  make: (i: number) => Partial<FactEvent>,
): readonly FactEvent[] =>
  Array.from({ length: count }, (_, i) =>
    factEvent({ time: Math.round(at(from) + ((at(to) - at(from)) * i) / (count - 1)), ...make(i) }),
  )

const OUTAGE = 'OpenAIException - The server had an error while processing your request'
const LONG = "This model's maximum context length is <number> tokens"
const LIMIT = 'Rate limit reached for <model> on tokens per min (TPM)'

/** 612 of an outage, 431 of a caller, 160 of a rate limit, one wrong key: a day with 1,204 failures. */
export const dayOfEvents = (): readonly FactEvent[] => [
  ...spread(612, '02:12:04', '02:37:51', (i) => ({
    requestId: `chatcmpl-4e6d01${i}-5a1b`,
    model: 'gpt-4o',
    provider: 'openai',
    keyName: i < 402 ? 'billing-service' : 'support-bot',
    team: 'payments',
    status: '500',
    errorType: 'InternalServerError',
    message: `litellm.InternalServerError: ${OUTAGE}. You can retry.`,
    fault: 'provider',
    group: { fingerprint: 'f-outage', template: OUTAGE, title: OUTAGE },
  })),
  ...spread(431, '00:00:12', '22:58:40', (i) => ({
    requestId: `8d1f6a0e-9b1c-4a6f-9b1e-0000000${String(i).padStart(5, '0')}`,
    model: 'claude-sonnet-4-5',
    provider: 'anthropic',
    keyName: 'nightly-batch',
    team: 'data-platform',
    status: '400',
    errorType: 'ContextWindowExceededError',
    message: 'prompt is too long: 214,338 tokens > 200,000 maximum',
    fault: 'caller',
    group: { fingerprint: 'f-long', template: LONG, title: LONG },
  })),
  ...spread(160, '09:03:00', '15:41:09', (i) => ({
    requestId: `req_rate_${i}`,
    model: 'azure/gpt-4o-mini',
    provider: 'azure',
    keyName: i < 101 ? 'support-bot' : 'search',
    team: 'support',
    status: '429',
    errorType: 'RateLimitError',
    message:
      'AzureException - Rate limit reached: Limit 120000, Used 119112. Retry after 600 seconds.',
    fault: 'capacity',
    group: { fingerprint: 'f-limit', template: LIMIT, title: LIMIT },
  })),
  factEvent({
    requestId: 'r-401',
    time: at('11:20:31'),
    model: null,
    provider: null,
    keyName: null,
    team: null,
    status: '401',
    errorType: 'ProxyException',
    message: '401: Authentication Error, Invalid proxy server token passed',
    fault: 'caller',
    group: {
      fingerprint: 'f-key',
      template: 'Authentication Error, Invalid proxy server token passed',
      title: 'Authentication Error, Invalid proxy server token passed',
    },
  }),
]

export const factsOf = (
  events: readonly FactEvent[],
  period = { from: at('00:00:00'), to: at('00:00:00') + DAY_MS },
): Facts => {
  const collector = createFactsCollector({ instance: 'prod', timezone: 'Europe/Berlin', ...period })
  for (const event of events) collector.add(event)
  return collector.finish()
}

/** The day, told against the day before (802 failures) and the week before (2,408), with 48,211 requests in all. */
export const exampleFacts = (): Facts => {
  const from = at('00:00:00')
  return withContext(factsOf(dayOfEvents()), {
    previous: { from: from - DAY_MS, to: from, total: 802 },
    weekday: { from: from - 7 * DAY_MS, to: from - 6 * DAY_MS, total: 2408 },
    previousGroups: new Map([
      ['f-long', { title: LONG, count: 400 }],
      ['f-gone', { title: 'Connection refused', count: 402 }],
    ]),
    history: new Map([
      ['f-long', { firstSeen: from - 30 * DAY_MS, lastBefore: from - MINUTE_MS }],
      ['f-limit', { firstSeen: from - 30 * DAY_MS, lastBefore: from - 12 * DAY_MS }],
    ]),
    requests: {
      total: 48_211,
      byModel: [
        { name: 'gpt-4o', count: 20_000 },
        { name: 'claude-sonnet-4-5', count: 28_000 },
      ],
    },
    gaps: [{ from: at('04:00:00'), to: at('04:12:00'), missing: true }],
  })
}
