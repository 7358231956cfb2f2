import { describe, expect, it } from 'vitest'
import { analysisText } from '../../src/artifacts/contents/answer-text.ts'
import { renderEmail } from '../../src/channels/email/email-message.ts'
import { renderSlack } from '../../src/channels/slack/slack-message.ts'
import type { Finding } from '../../src/domain/finding.ts'
import type { Notification } from '../../src/domain/notification.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { chinese, english, localeOf } from '../../src/i18n/locales.ts'
import { headline } from '../../src/render/headline.ts'
import { alert, alertView, calmDigest, grouped, report, resolved, system } from './notifications.ts'
import { explanationInChinese, richDigest, richFacts } from './rich.ts'

const said = explanationInChinese
const notifications: Readonly<Record<string, Notification>> = {
  alert: { ...alert(), explanation: said },
  'late words': { ...alert(), explanation: said, followUp: true },
  grouped: grouped(),
  resolved: resolved(),
  'end unknown': alert('resolved, end unknown'),
  spike: alert('first seen', {
    expected: 1.5,
    finding: {
      kind: 'spike',
      count: 34,
      windowMs: 300_000,
      expected: 1.5,
      chance: 1 / 4_200,
    },
  }),
  digest: richDigest({ explanation: said }),
  'digest of a team': richDigest({
    explanation: said,
    only: { teams: ['payments'], keys: [], models: ['gpt-*'] },
  }),
  calm: calmDigest(),
  'calm week': calmDigest(),
  report: report({ explanation: said }),
  'test message': system({ notice: { kind: 'test' } }),
  'write failure': system({ notice: { kind: 'state_unwritable', error: 'disk full' } }),
}

/** What is LiteLLM's, the operator's or a name: it is the same in every language. */
const names = [
  ...richFacts.groups.flatMap(({ title, errorType, samples, models, keys, teams }) => [
    title,
    errorType,
    ...samples.flatMap(({ message, requestId, model, keyName }) => [
      message,
      requestId,
      model,
      keyName,
    ]),
    ...[...models, ...keys, ...teams].map(({ name }) => name),
  ]),
  ...alertView.groups.map(({ name }) => name),
  ...alertView.errorTypes.map(({ name }) => name),
  ...alertView.keys.map(({ name }) => name),
  ...alertView.teams.map(({ name }) => name),
  alertView.sample?.message ?? '',
  alertView.sample?.requestId ?? '',
  ...['azure/gpt-4o-mini', 'gpt-4o-mini', 'gpt-*', 'o3', 'qwen3-32b', 'nightly-batch'],
  // As Slack and a narrow table show them.
  ...['gpt-∗', 'OpenAIException - The server had an error while processing'],
  ...['Europe/Berlin', 'LiteLLM', 'Lookout', 'OpenAI', 'lookout check --send-test', 'disk full'],
  ...['provider-failures', 'Connection error.', 'prod', 'data-platform'],
]
  .filter((name) => name !== null)
  .sort((a, b) => b.length - a.length)

/** Words of the Latin alphabet that are left when names, ids, addresses and files are taken away. */
const latin = (text: string): readonly string[] => {
  let rest = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/\s*\n\s*\|?\s*/g, ' ')
    .replaceAll(/https?:\S+/g, ' ')
    .replaceAll(/\b\S+\.(?:json|txt)\b/g, ' ')
    .replaceAll(/\b(?:alert|digest|report|system)-[\w-]+/g, ' ')
  for (const name of names) rest = rest.replaceAll(name, ' ')
  return rest.match(/[A-Za-z]{3,}/g) ?? []
}

/** What is to be seen of a page. */
const seen = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, ' ')
    .replaceAll(/ +/g, ' ')

describe('words', () => {
  it('are there in both languages, with as many holes to fill', () => {
    const shape = (words: object): unknown =>
      Object.fromEntries(
        Object.entries(words)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, word]) => [
            name,
            typeof word === 'object' && word !== null ? shape(word) : typeof word,
          ]),
      )
    expect(shape(chinese)).toEqual(shape(english))
  })

  it('are chosen by locale, by language, else English', () => {
    expect(localeOf('zh-CN')).toBe(chinese)
    expect(localeOf('zh-Hans-SG')).toBe(chinese)
    expect(localeOf('en-GB')).toBe(english)
    expect(localeOf('de')).toBe(english)
  })
})

describe('a message in Chinese', () => {
  const now = (notification: Notification) => notification.createdAt + 10 * MINUTE_MS

  it.each(Object.entries(notifications))('has no English left on Slack: %s', (_, notification) => {
    const { text, blocks } = renderSlack(notification, now(notification), {}, chinese.messages)
    const words = [
      text,
      ...blocks.flatMap(
        (block) => JSON.stringify(block).match(/"text":"((?:[^"\\]|\\.)*)"/g) ?? [],
      ),
    ]
      .join('\n')
      .replaceAll('\\n', '\n')
      .replaceAll('\\"', '"')
      .replaceAll(/"text":"/g, ' ')
    expect(latin(words)).toEqual([])
  })

  it.each(Object.entries(notifications))(
    'has no English left in its mail: %s',
    (_, notification) => {
      const mail = renderEmail(
        notification,
        now(notification),
        { from: 'a@b.example' },
        chinese.messages,
      )
      expect(latin(mail.subject)).toEqual([])
      expect(latin(mail.text)).toEqual([])
      expect(latin(seen(mail.html))).toEqual([])
      expect(mail.html).toContain('lang="zh-CN"')
    },
  )

  it('writes dates and numbers as they are written there', () => {
    expect(headline(richDigest(), chinese.messages)).toBe('[prod] 日报 2026年3月1日：1,204 次失败')
    expect(headline(alert(), chinese.messages)).toBe(
      '[prod] 告警：模型 gpt-4o 供应商故障（5 分钟内失败 34 次）',
    )
  })

  it('says what a rule found, and falls back on the numbers of an alert from an earlier version', () => {
    const of = (finding: Finding) => headline(alert('first seen', { finding }), chinese.messages)
    const silence = {
      kind: 'flatline',
      of: 'successes',
      count: 0,
      windowMs: 600_000,
      silentMs: 1_200_000,
      usual: 30,
    } as const
    expect(of(silence)).toContain('已有 20 分钟没有成功的请求')
    expect(of({ kind: 'unknown' })).toContain('5 分钟内失败 34 次')
  })

  it('keeps the text of artifacts and mails within its columns', () => {
    const analysis = [...analysisText(richFacts, said, chinese.messages)].join('')
    expect(latin(analysis)).toEqual([])
    const width = (line: string) => [...line].reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 0)
    for (const line of renderEmail(
      richDigest({ explanation: said }),
      0,
      { from: 'a@b.example' },
      chinese.messages,
    ).text.split('\n'))
      expect(width(line)).toBeLessThanOrEqual(74)
  })
})
