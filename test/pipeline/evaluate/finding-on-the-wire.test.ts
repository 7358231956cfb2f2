import { describe, expect, it } from 'vitest'
import { renderEmail } from '../../../src/channels/email/email-message.ts'
import { renderSlack } from '../../../src/channels/slack/slack-message.ts'
import type { Notification } from '../../../src/domain/notification.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import type { Locale } from '../../../src/i18n/locale.ts'
import { chinese, english } from '../../../src/i18n/locales.ts'
import type { RuleInput } from '../../../src/rules/rule.ts'
import type { Store } from '../../../src/state/store.ts'
import { alertsPage } from '../../../src/web/pages/alerts.ts'
import type { View } from '../../../src/web/view.ts'
import { openTemp } from '../../state/open-temp.ts'
import { failures, looking, start } from './evaluate-stage.ts'

const rule: RuleInput = {
  name: 'provider-failures',
  type: 'threshold',
  by: ['model'],
  count: 5,
  window: '5m',
  keepFiringFor: '0s',
}

/** What people read of a queued message: Slack's and the mail's text. */
const readable = (notification: Notification, { messages }: Locale): readonly string[] => {
  const now = notification.createdAt
  const mail = renderEmail(notification, now, { from: 'l@example.com' }, messages)
  return [
    JSON.stringify(renderSlack(notification, now, {}, messages)),
    mail.html.replaceAll('&#39;', "'"),
    mail.text.replaceAll(/\n/g, ''),
  ]
}

/** What the page says of all alerts. */
const onPage = async (store: Store, locale: Locale): Promise<string> => {
  const { rows } = await store.views.alerts({ offset: 0, limit: 100 })
  const view: View = {
    locale,
    messages: locale.page,
    base: '',
    instance: 'test',
    timezone: 'UTC',
    now: start + HOUR_MS,
    formToken: '',
    signedIn: false,
  }
  return String(await alertsPage(view, { rows, total: rows.length, offset: 0, limit: 100 }))
}

const firstSeen = (messages: readonly Notification[]): readonly Notification[] =>
  messages.filter((each) => each.kind === 'alert' && each.reason === 'first seen')

describe('a finding on its way to people', () => {
  it('keeps that its rows were logged late, in each language', async () => {
    const store = await openTemp()
    const { commit, evaluateAt } = looking(store, [rule], start - HOUR_MS)
    await commit(failures(3, start - 14 * MINUTE_MS))
    await evaluateAt(start - 10 * MINUTE_MS)
    await evaluateAt(start)
    await commit(failures(2, start - 12 * MINUTE_MS))
    const [fired] = firstSeen(await evaluateAt(start + MINUTE_MS))
    if (fired === undefined) throw new Error('nothing fired')
    for (const text of [...readable(fired, english), await onPage(store, english)])
      expect(text).toContain('These failures were logged late')
    for (const text of [...readable(fired, chinese), await onPage(store, chinese)]) {
      expect(text).toContain('这些失败延迟入库')
      expect(text).not.toContain('logged late')
    }
  })

  it('says that an alert flaps, in each language', async () => {
    const store = await openTemp()
    const { commit, evaluateAt } = looking(store, [rule], start - HOUR_MS)
    const queued: Notification[] = []
    for (let m = 0; m < 48; m += 1) {
      if (m % 12 === 0) await commit(failures(6, start + m * MINUTE_MS))
      queued.push(...(await evaluateAt(start + m * MINUTE_MS)))
    }
    const fired = firstSeen(queued)
    const [first, last] = [fired[0], fired.at(-1)]
    if (first === undefined || last === undefined) throw new Error('nothing fired')
    for (const text of [...readable(last, english), await onPage(store, english)])
      expect(text).toContain('Flapping: fired and resolved 3 times in 1 h.')
    for (const text of [...readable(last, chinese), await onPage(store, chinese)]) {
      expect(text).toContain('告警抖动：1 小时内触发并恢复 3 次')
      expect(text).not.toContain('Flapping')
    }
    for (const text of readable(first, chinese)) expect(text).not.toContain('抖动')
  })
})
