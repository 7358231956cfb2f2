import type { Facts, GroupFact } from '../../src/domain/facts.ts'

const at = (time: string): number => Date.parse(`2026-03-01T${time}Z`)

const group = (
  number: number,
  count: number,
  of: Pick<GroupFact, 'title' | 'errorType' | 'status' | 'fault'> & {
    readonly seen: readonly [string, string]
    readonly model: string | null
    readonly keys: readonly (readonly [string | null, number])[]
    readonly team: string | null
    readonly message: string
  },
): GroupFact => ({
  id: `g${number}`,
  fingerprint: `${number}f3a9c1d2e4b5a60`.slice(0, 16),
  title: of.title,
  template: of.title,
  errorType: of.errorType,
  status: of.status,
  fault: of.fault,
  count,
  share: count / 1204,
  firstSeen: at(of.seen[0]),
  lastSeen: at(of.seen[1]),
  models: [{ name: of.model, count }],
  providers: [{ name: 'openai', count }],
  keys: of.keys.map(([name, of]) => ({ name, count: of })),
  teams: [{ name: of.team, count }],
  samples: [
    {
      requestId: `chatcmpl-4e6d0${number}77-5a1b`,
      time: at(of.seen[0]),
      model: of.model,
      keyName: of.keys[0]?.[0] ?? null,
      message: of.message,
    },
  ],
})

const groups: readonly GroupFact[] = [
  group(1, 612, {
    title: 'OpenAIException - The server had an error while processing your request',
    errorType: 'InternalServerError',
    status: '500',
    fault: 'provider',
    seen: ['02:12:04', '02:37:51'],
    model: 'gpt-4o',
    keys: [
      ['billing-service', 402],
      ['support-bot', 210],
    ],
    team: 'payments',
    message:
      'litellm.InternalServerError: InternalServerError: OpenAIException - The server had an error while processing your request. Sorry about that!',
  }),
  group(2, 431, {
    title: "This model's maximum context length is <number> tokens",
    errorType: 'ContextWindowExceededError',
    status: '400',
    fault: 'caller',
    seen: ['00:00:12', '22:58:40'],
    model: 'claude-sonnet-4-5',
    keys: [['nightly-batch', 431]],
    team: 'data-platform',
    message:
      'litellm.ContextWindowExceededError: prompt is too long: 214,338 tokens > 200,000 maximum',
  }),
  group(3, 160, {
    title: 'Rate limit reached for <model> on tokens per min (TPM)',
    errorType: 'RateLimitError',
    status: '429',
    fault: 'capacity',
    seen: ['09:03:00', '15:41:09'],
    model: 'azure/gpt-4o-mini',
    keys: [
      ['support-bot', 101],
      ['search', 59],
    ],
    team: 'support',
    message:
      'litellm.RateLimitError: RateLimitError: AzureException - Rate limit reached for gpt-4o-mini on tokens per min (TPM): Limit 120000, Used 119211, Requested 2090.',
  }),
  group(4, 1, {
    title: 'Authentication Error, Invalid proxy server token passed',
    errorType: 'ProxyException',
    status: '401',
    fault: 'caller',
    seen: ['11:20:31', '11:20:31'],
    model: null,
    keys: [[null, 1]],
    team: null,
    message: '401: Authentication Error, Invalid proxy server token passed',
  }),
]

/** A day with an outage, a caller who keeps sending too much, and a rate limit. Written by hand. */
export const facts: Facts = {
  instance: 'prod',
  timezone: 'Europe/Berlin',
  from: Date.parse('2026-02-28T23:00:00Z'),
  to: Date.parse('2026-03-01T23:00:00Z'),
  total: 1204,
  late: 3,
  firstSeen: at('00:00:12'),
  lastSeen: at('22:58:40'),
  byModel: [
    { name: 'gpt-4o', count: 612 },
    { name: 'claude-sonnet-4-5', count: 431 },
    { name: 'azure/gpt-4o-mini', count: 160 },
    { name: null, count: 1 },
  ],
  byProvider: [
    { name: 'openai', count: 612 },
    { name: 'anthropic', count: 431 },
    { name: 'azure', count: 160 },
    { name: null, count: 1 },
  ],
  byErrorType: [
    { name: 'InternalServerError', count: 612 },
    { name: 'ContextWindowExceededError', count: 431 },
    { name: 'RateLimitError', count: 160 },
    { name: 'ProxyException', count: 1 },
  ],
  byStatus: [
    { name: '500', count: 612 },
    { name: '400', count: 431 },
    { name: '429', count: 160 },
    { name: '401', count: 1 },
  ],
  byKey: [
    { name: 'nightly-batch', count: 431 },
    { name: 'billing-service', count: 402 },
    { name: 'support-bot', count: 311 },
    { name: 'search', count: 59 },
    { name: null, count: 1 },
  ],
  byTeam: [
    { name: 'payments', count: 612 },
    { name: 'data-platform', count: 431 },
    { name: 'support', count: 160 },
    { name: null, count: 1 },
  ],
  byFault: [
    { name: 'provider', count: 612 },
    { name: 'caller', count: 432 },
    { name: 'capacity', count: 160 },
  ],
  groups,
  moreGroups: 0,
  moreGroupsCount: 0,
  hours: [{ start: at('02:00:00'), errorType: 'InternalServerError', count: 612 }],
}
