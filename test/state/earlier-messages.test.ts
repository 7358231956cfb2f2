import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { renderEmail } from '../../src/channels/email/email-message.ts'
import { renderSlack } from '../../src/channels/slack/slack-message.ts'
import { chinese, english } from '../../src/i18n/locales.ts'
import { migrate } from '../../src/state/migrate.ts'
import { MIGRATIONS } from '../../src/state/migrations.ts'
import { openSqlite } from '../../src/state/sqlite.ts'
import { openState } from '../../src/state/store.ts'
import { alert, digest } from '../render/notifications.ts'
import { options, tempFolder } from './open-temp.ts'

const now = Date.UTC(2026, 2, 1, 12)

/** As the version before froze them: a rule's sentence, a notice's title and text, the reason of no explanation. */
const earlier = () => {
  const { alert: view, ...message } = alert()
  const { finding: _, ...bare } = view
  const { explanation, ...day } = digest()
  const { notes: __, ...plain } = explanation
  const common = { instance: 'prod', timezone: 'UTC', createdAt: now }
  return [
    {
      ...message,
      id: 'a',
      alert: { ...bare, says: '34 failures in 5 minutes; the rule fires at 10' },
    },
    {
      ...common,
      kind: 'system',
      id: 'b',
      severity: 'info',
      title: 'Nobody watched',
      text: 'It was off.',
    },
    { ...day, id: 'c', explanation: { ...plain, text: null, note: 'the model slept' } },
  ]
}

test('messages that an earlier version queued are delivered, in whatever locale', async () => {
  const path = join(tempFolder(), 'state.db')
  const db = openSqlite(path)
  const keepCopy = async () => undefined
  await migrate(db, MIGRATIONS.slice(0, 7), { path, now, keepCopy })
  await db.run(
    `INSERT INTO alerts (id, rule, severity, labels, shown, state, started_at, active_at, observed, threshold, says,
       window_ms, peak, memo, updated_at)
     VALUES ('x', 'r', 'info', '{}', '{}', 'firing', 0, 0, 34, 10, '34 failures in 5 minutes', 1, 1, '', 0)`,
  )
  for (const message of earlier()) {
    await db.run('INSERT INTO notifications (id, payload, created_at) VALUES ($1, $2, $3)', [
      message.id,
      JSON.stringify(message),
      now,
    ])
    await db.run(
      `INSERT INTO outbox (channel, notification_id, order_key, created_at, due_at, attempts, state, reason)
       VALUES ('slack', $1, $1, $2, $2, 0, 'pending', '')`,
      [message.id, now],
    )
  }
  await db.close()
  const store = await openState(`sqlite:${path}`, options)
  onTestFinished(() => store.close())

  const due = await store.due('slack', now, 10)
  expect(due.map(({ notification }) => notification.id)).toEqual(['a', 'b', 'c'])
  const [fired, notice, day] = due.map(({ notification }) => notification)
  if (fired === undefined || notice === undefined || day === undefined) throw new Error('none')
  // Its numbers are known, its sentence was English: in Chinese there is none of it.
  expect(renderSlack(fired, now, {}, chinese.messages).text).toContain('5 分钟内失败 34 次')
  expect(JSON.stringify(renderSlack(fired, now, {}, chinese.messages))).not.toContain('the rule')
  expect(JSON.stringify(renderSlack(notice, now, {}, english.messages))).toContain('It was off.')
  expect(renderEmail(day, now, { from: 'l@example.com' }, english.messages).text).toContain(
    'No AI summary: the model slept.',
  )
  expect(await store.views.alert('x')).toMatchObject({ observed: 34, finding: { kind: 'unknown' } })
})
