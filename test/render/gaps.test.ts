import { describe, expect, it } from 'vitest'
import { analysisText } from '../../src/artifacts/contents/answer-text.ts'
import { renderEmail } from '../../src/channels/email/email-message.ts'
import { renderSlack } from '../../src/channels/slack/slack-message.ts'
import type { DigestNotification } from '../../src/domain/notification.ts'
import { HOUR_MS } from '../../src/domain/units.ts'
import { localeOf } from '../../src/i18n/locales.ts'
import { facts } from './facts-example.ts'
import { calmDigest, digest } from './notifications.ts'

/** Everything that people read of a digest, in one language: Slack, mail in both forms, the analysis. */
const readable = (notification: DigestNotification, locale: string): readonly string[] => {
  const words = localeOf(locale).messages
  const mail = renderEmail(notification, 0, { from: 'l@example.com' }, words)
  return [
    JSON.stringify(renderSlack(notification, 0, {}, words)),
    mail.html,
    mail.text,
    [...analysisText(notification.facts, notification.explanation, words)].join(''),
  ].map((text) => text.replaceAll(/\s+/g, ' '))
}

const withGaps = (of: DigestNotification, missing: boolean): DigestNotification => {
  const { from } = of.facts
  const gap = { id: 'x1', from: from + 3 * HOUR_MS, to: from + 4.5 * HOUR_MS, missing }
  return { ...of, facts: { ...of.facts, gaps: [gap] } }
}

describe('what was not seen', () => {
  const said = [
    ['en', true, 'No data for 03:00 – 04:30: failures in that time are missing here.'],
    ['en', false, 'Monitoring gap 03:00 – 04:30: failures in that time were read later'],
    ['zh-CN', true, '03:00 – 04:30 期间没有监控数据'],
    ['zh-CN', false, '03:00 – 04:30 为监控空档'],
  ] as const

  it.each(said)('is told wherever the day is told (%s, missing: %s)', (locale, missing, words) => {
    for (const text of readable(withGaps(digest({ facts }), missing), locale))
      expect(text).toContain(words)
  })

  it.each(said)('is told of a calm day too (%s, missing: %s)', (locale, missing, words) => {
    const texts = readable(withGaps(calmDigest(), missing), locale)
    for (const text of texts) expect(text).toContain(words)
    for (const text of texts) expect(text).not.toContain(localeOf(locale).messages.calmSeen)
  })
})
