import type { Facts } from '../../src/domain/facts.ts'
import type {
  AlertNotification,
  DigestNotification,
  Explanation,
} from '../../src/domain/notification.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { facts } from './facts-example.ts'
import { alert, digest } from './notifications.ts'

/** A count spread over hours by weights, each failure in exactly one. */
const spread = (count: number, weights: readonly number[]): readonly number[] => {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let given = 0
  let seen = 0
  return weights.map((weight) => {
    seen += weight
    const until = Math.round((count * seen) / all)
    const here = until - given
    given = until
    return here
  })
}

const hours = Array.from({ length: 24 }, (_, index) => index)
const courses: Readonly<Record<string, readonly number[]>> = {
  InternalServerError: spread(
    612,
    hours.map((at) => (at === 3 ? 1 : 0)),
  ),
  ContextWindowExceededError: spread(
    431,
    hours.map((at) => 3 + ((at * 7) % 5)),
  ),
  RateLimitError: spread(
    160,
    hours.map((at) => (at > 9 && at < 17 ? 1 + (at % 3) : 0)),
  ),
  ProxyException: spread(
    1,
    hours.map((at) => (at === 12 ? 1 : 0)),
  ),
}
const courseOf = (errorType: string | null): readonly number[] => courses[errorType ?? ''] ?? []

/** The example's day with all that may be known of it: courses, what came before, requests, a gap. */
export const richFacts: Facts = {
  ...facts,
  trendStep: HOUR_MS,
  groups: facts.groups.map((group, at) => ({
    ...group,
    trend: courseOf(group.errorType),
    standing: (['new', 'known', 'regressed', 'known'] as const)[at] ?? 'known',
  })),
  hours: Object.entries(courses).flatMap(([errorType, counts]) =>
    counts.flatMap((count, at) =>
      count === 0 ? [] : [{ start: facts.from + at * HOUR_MS, errorType, count }],
    ),
  ),
  heat: {
    rows: [
      { name: 'gpt-4o', counts: courseOf('InternalServerError') },
      { name: 'claude-sonnet-4-5', counts: courseOf('ContextWindowExceededError') },
      { name: 'azure/gpt-4o-mini', counts: courseOf('RateLimitError') },
      { name: null, others: true, counts: courseOf('ProxyException') },
    ],
  },
  busiest: [
    { id: 'b1', start: facts.from + 3 * HOUR_MS + 14 * MINUTE_MS, count: 58 },
    { id: 'b2', start: facts.from + 3 * HOUR_MS + 20 * MINUTE_MS, count: 51 },
  ],
  comparisons: [
    { id: 'c1', from: facts.from - DAY_MS, to: facts.from, total: 803, change: 1204 / 803 - 1 },
    {
      id: 'c2',
      from: facts.from - 168 * HOUR_MS,
      to: facts.from - 144 * HOUR_MS,
      total: 1411,
      change: 1204 / 1411 - 1,
    },
  ],
  requests: {
    total: 48_210,
    share: 1204 / 48_210,
    byModel: [
      { name: 'gpt-4o', count: 21_400, failures: 612, share: 612 / 21_400 },
      { name: 'claude-sonnet-4-5', count: 9_120, failures: 431, share: 431 / 9_120 },
      { name: 'azure/gpt-4o-mini', count: 17_690, failures: 160, share: 160 / 17_690 },
    ],
  },
  gone: [{ id: 'o1', fingerprint: 'aa11', title: 'Connection error.', count: 37 }],
  gaps: [
    {
      id: 'x1',
      from: facts.from + 5 * HOUR_MS,
      to: facts.from + 5 * HOUR_MS + 20 * MINUTE_MS,
      missing: false,
    },
  ],
}

/** What a model said, in its parts. */
export const explanation: Explanation = {
  text: 'OpenAI answered with server errors for 25 minutes; one batch job sends prompts that are too long.',
  notes: [],
  model: 'qwen3-32b',
  headline:
    'OpenAI answered with server errors for 25 minutes; one batch job sends prompts that are too long.',
  severity: 'warning',
  problems: [
    {
      text: 'Server errors of OpenAI on gpt-4o hit billing-service and support-bot.',
      cause:
        'An outage at the provider: the errors began at once for all keys and ended by themselves.',
      confidence: 'high',
      advice: 'Add a fallback for gpt-4o, so that the next outage does not reach callers.',
      tell: 'the owners of billing-service and support-bot',
      cites: ['g1'],
    },
    {
      text: 'nightly-batch sends prompts beyond the context window all day.',
      cause: 'Documents are sent whole instead of in parts.',
      confidence: 'medium',
      advice: 'Cut documents before sending them.',
      tell: 'the team data-platform',
      cites: ['g2'],
    },
  ],
  byModel: [
    { model: 'azure/gpt-4o-mini', text: 'Its tokens per minute are used up during office hours.' },
  ],
  advice: [
    'Ask for a higher limit for azure/gpt-4o-mini, or spread the load over two deployments.',
  ],
  cut: 1,
}

/** The same said in Chinese. */
export const explanationInChinese: Explanation = {
  text: 'OpenAI 持续 25 分钟返回服务器错误；一个批处理任务发送的提示过长。',
  notes: [],
  model: 'qwen3-32b',
  headline: 'OpenAI 持续 25 分钟返回服务器错误；一个批处理任务发送的提示过长。',
  severity: 'warning',
  problems: [
    {
      text: 'OpenAI 在 gpt-4o 上的服务器错误影响了 billing-service 和 support-bot。',
      cause: '提供商中断：错误在所有密钥上同时出现，并自行消失。',
      confidence: 'high',
      advice: '为 gpt-4o 增加备用模型，使下一次中断不影响调用方。',
      tell: 'billing-service 与 support-bot 的负责人',
      cites: ['g1'],
    },
    {
      text: 'nightly-batch 整天发送超出上下文窗口的提示。',
      cause: '文档未分段，整篇发送。',
      confidence: 'medium',
      advice: '发送前先拆分文档。',
      tell: 'data-platform 团队',
      cites: ['g2'],
    },
  ],
  byModel: [{ model: 'azure/gpt-4o-mini', text: '办公时间内每分钟的令牌额度已用尽。' }],
  advice: ['为 azure/gpt-4o-mini 申请更高的额度，或将负载分摊到两个部署。'],
}

export const richDigest = (change: Partial<DigestNotification> = {}): DigestNotification =>
  digest({ facts: richFacts, explanation, ...change })

const cause = (text: string, said: string, advice: string, tell: string): Explanation => ({
  text,
  notes: [],
  model: 'qwen3-32b',
  headline: text,
  severity: 'critical',
  problems: [{ text, cause: said, confidence: 'high', advice, tell, cites: ['a1', 'g1'] }],
  advice: [],
  cut: 0,
})

/** What a model said of an alert. */
export const causeOfAlert = cause(
  'gpt-4o fails for all its keys since 03:12.',
  'An outage at OpenAI: server errors and timeouts began at once, for three keys alike.',
  'Route gpt-4o to a fallback until OpenAI answers again.',
  'the team payments, whose billing-service is hit most',
)
export const causeInChinese = cause(
  'gpt-4o 自 03:12 起对所有密钥失败。',
  'OpenAI 中断：服务器错误与超时在三个密钥上同时出现。',
  '在 OpenAI 恢复之前，将 gpt-4o 切换到备用模型。',
  'payments 团队，其 billing-service 受影响最大',
)

/** An alert of a rule that knows what is usual. */
export const spike = (): AlertNotification =>
  alert('first seen', {
    rule: 'failure-spike',
    expected: 1.52,
    finding: {
      kind: 'spike',
      count: 34,
      windowMs: 300_000,
      expected: 1.5,
      chance: 1 / 4_200,
    },
  })

/** An alert whose words came in time. */
export const explainedAlert = (): AlertNotification => ({ ...alert(), explanation })
