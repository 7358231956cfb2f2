import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { english } from '../../src/i18n/locales.ts'
import { noticeText } from '../../src/i18n/notice-text.ts'
import { hourOf, isSpared, rollUp } from '../../src/routing/rate-limit.ts'
import { refusalReport } from '../../src/routing/refusal.ts'
import { makeMessage, start } from './make.ts'

const about = {
  channel: 'slack',
  perHour: 30,
  from: start + 20 * MINUTE_MS,
  to: start + 50 * MINUTE_MS,
  now: start + 60 * MINUTE_MS,
}

describe("a channel's ceiling", () => {
  it('spares what is critical, be it one alert of many', () => {
    expect(isSpared(makeMessage('1', 'first seen', ['a']))).toBe(false)
    expect(isSpared(makeMessage('1', 'first seen', ['a'], { severity: 'critical' }))).toBe(true)
    const mixed = makeMessage('1', 'first seen', ['a'])
    const { alert } = makeMessage('2', 'first seen', ['b'], { severity: 'critical' })
    expect(isSpared({ ...mixed, others: [alert] })).toBe(true)
  })

  it('counts by the hour of the clock', () => {
    expect(hourOf(start)).toEqual({ from: start, to: start + 60 * MINUTE_MS })
    expect(hourOf(start + 59 * MINUTE_MS).to).toBe(start + 60 * MINUTE_MS)
  })

  it('sums up how many were held back, of what and when', () => {
    const held = [
      ...['1', '2', '3'].map((id) => makeMessage(id, 'first seen', ['a'])),
      makeMessage('4', 'resolved', ['a']),
    ]
    const { id, severity, notice } = rollUp(held, about)
    const { title, lines } = noticeText(notice, english.messages, 'UTC')
    const text = lines.join('\n')
    expect(id).toBe(`held-slack-${about.from}`)
    expect(title).toBe('4 messages were held back')
    expect(severity).toBe('warning')
    expect(text).toContain('Between 12:20 and 12:50 (UTC) there were 4 more')
    expect(text).toContain('3 × provider-failures: firing\n1 × provider-failures: resolved')
  })
})

describe('a channel that refuses', () => {
  const failed = { channel: 'slack', notification: makeMessage('1', 'first seen', ['a']) }
  const why = { reason: 'no_service', error: 'Slack answered 404', forGood: true }
  const health = (channel: string, failing = false) => ({ channel, lastSentAt: 5, failing })

  it('is told of through the first other one that works, once until it works again', () => {
    const all = [health('slack'), health('mail', true), health('hook'), health('more')]
    const report = refusalReport(failed, why, all, start)
    expect(report?.channels).toEqual(['hook'])
    expect(report?.notification).toMatchObject({ id: 'refused-slack-5', severity: 'warning' })
    expect(report?.notification.notice).toMatchObject({
      kind: 'channel_failing',
      error: 'Slack answered 404',
      permanent: true,
    })
  })

  it('is told of through all others when none is known to work', () => {
    const all = [health('slack'), health('mail', true), health('hook', true)]
    expect(refusalReport(failed, why, all, start)?.channels).toEqual(['mail', 'hook'])
  })

  it('is told of to nobody when it is the only one, or when the report itself is refused', () => {
    expect(refusalReport(failed, why, [health('slack')], start)).toBeNull()
    const all = [health('slack'), health('mail')]
    const report = refusalReport(failed, why, all, start)
    if (report === null) throw new Error('no report')
    const again = { channel: 'mail', notification: report.notification }
    expect(refusalReport(again, why, all, start)).toBeNull()
  })
})
