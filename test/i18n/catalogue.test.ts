import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { translated } from '../../src/i18n/zh-CN/catalogue.ts'
import { rollUp } from '../../src/routing/rate-limit.ts'
import { missedReport, refusalReport } from '../../src/routing/refusal.ts'
import { describeSpike } from '../../src/rules/spike/describe-spike.ts'
import { alert, digest } from '../render/notifications.ts'

/** Words that are no name, in what should be Chinese. */
const english = (text: string): readonly string[] =>
  text
    .replaceAll(/lookout (?:status|check)|LiteLLM|Lookout|UTC|Europe\/Berlin|slack|http 404/g, '')
    .match(/[A-Za-z]{3,}/g) ?? []

describe('sentences that were written in English', () => {
  it.each([
    ['41 failures in 5 minutes; the rule fires at 10', '5 分钟内 41 次失败；告警阈值为 10'],
    ['1 failure in 1 hour of an error never seen before; the rule fires at the first', null],
    ['3 failures in 1 hour of an error that was not seen for 2 days 3 hours', null],
    [
      '31 of 1,120 requests failed in 10 minutes: 26 %, and not by chance; the rule fires above 5 %',
      null,
    ],
    ['12 failures reached 5 different keys in 10 minutes; the rule fires at 5', null],
    [
      'no successful request for 20 minutes; at this hour of the week there have always been 30 or more in 10 minutes',
      null,
    ],
    ['Lookout has seen nothing for a moment: LiteLLM logs nothing', null],
    ["LiteLLM's tables could not be read (http 404)", '无法读取 LiteLLM 的数据表（http 404）'],
    ['Nobody watched for 1 hour 5 minutes', '有 1 小时 5 分钟无人观察'],
  ])('of rules are said in Chinese: %s', (said, chinese) => {
    const found = translated(said)
    expect(found).not.toBeNull()
    if (chinese !== null) expect(found).toBe(chinese)
    if (!said.includes('logs nothing')) expect(english(found ?? '')).toEqual([])
  })

  it.each([0.5, 1e-3, 1e-15, null])('of spikes are said in Chinese, chance %s', (pValue) => {
    const finding = { observed: 60, expected: 0.04, windowMs: 15 * MINUTE_MS, pValue }
    expect(english(translated(describeSpike(finding)) ?? 'untranslated')).toEqual([])
  })

  it('of Lookout about a channel are said in Chinese', () => {
    const health = [
      { channel: 'slack', failing: true, lastSentAt: null },
      { channel: 'mail', failing: false, lastSentAt: 1 },
    ]
    for (const forGood of [true, false]) {
      const made = refusalReport(
        { channel: 'slack', notification: digest() },
        { forGood, reason: 'http 404', error: 'http 404' },
        health,
        0,
      )
      if (made === null) throw new Error('no report was made')
      expect(english(translated(made.notification.title) ?? 'untranslated')).toEqual([])
      expect(english(translated(made.notification.text) ?? 'untranslated')).toEqual([])
    }
  })

  it('of Lookout about recipients that were refused are said in Chinese, the addresses kept', () => {
    const missed = { missed: ['b@x.test'], detail: 'refused: b@x.test (550 no such user)' }
    const made = missedReport({ channel: 'mail', notification: digest() }, missed, [], 0)
    if (made === null) throw new Error('no report was made')
    const { title, text } = made.notification
    expect(translated(title)).toBe('mail 发送的消息有人收不到：b@x.test')
    expect(translated(text)).toContain('拒收：b@x.test (550 no such user)')
    expect(english((translated(text) ?? '').replace('b@x.test (550 no such user)', ''))).toEqual([])
  })

  it('of Lookout about what it held back are said in Chinese, the names in it kept', () => {
    const about = { channel: 'slack', perHour: 60, from: 0, to: MINUTE_MS, now: MINUTE_MS }
    const { title, text } = rollUp([alert(), alert()], about)
    expect(translated(title)).toBe('2 条消息未发送')
    const said = translated(text) ?? ''
    expect(said).toContain('除严重告警外，此渠道每小时最多 60 条消息')
    expect(said).toContain('provider-failures')
    expect(said).toContain('这些消息不再发送')
  })

  it('that nobody knows stay unsaid', () => {
    expect(translated('something else')).toBeNull()
    expect(translated('')).toBeNull()
  })

  it('are looked up in time that grows with their length, whatever it is', () => {
    const long = `Lookout has seen nothing for ${'1 hour '.repeat(3000)}x`
    expect(translated(long)).toBeNull()
  })
})
