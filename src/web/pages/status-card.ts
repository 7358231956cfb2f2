import { html } from 'hono/html'
import { latenessQuantile } from '../../domain/lateness.ts'
import { badge, card } from '../markup.ts'
import { hasNoData, pollTrouble } from '../monitor-health.ts'
import type { DaemonView } from '../page-ports.ts'
import type { MonitorView } from '../read-model.ts'
import { ago, duration, link, type Markup, moment, name, number, type View } from '../view.ts'

const row = (term: string, value: Markup | string): Markup =>
  html`<dt>${term}</dt><dd>${value}</dd>`

const pollRow = (view: View, monitor: MonitorView): Markup => {
  const { messages } = view
  const { lastPoll, lastGoodPollAt } = monitor
  if (lastPoll === null) return row(messages.lastPoll, badge(messages.never, 'warn'))
  const good = lastGoodPollAt === null ? badge(messages.never, 'bad') : ago(view, lastGoodPollAt)
  const sign = hasNoData(monitor, view.now)
    ? badge('!', 'bad')
    : lastPoll.ok
      ? badge(messages.ok, 'good')
      : badge('!', 'warn')
  return row(
    messages.lastPoll,
    html`${sign} ${good}${lastPoll.ok ? '' : html`<div class="soft">${messages.pollFailed({ reason: pollTrouble(view, lastPoll) })}</div>`}`,
  )
}

const idle = { pending: 0, oldestAgeMs: null, dead: 0 }

const outboxRows = (view: View, monitor: MonitorView, daemon: DaemonView): readonly Markup[] => {
  const { messages } = view
  // A channel that is no more may still have messages that were given up.
  const known = new Map(monitor.outbox.map((one) => [one.channel, one]))
  return [...new Set([...daemon.channels, ...known.keys()])].map((channel) => {
    const { pending, oldestAgeMs, dead } = known.get(channel) ?? idle
    const waits =
      pending === 0 || oldestAgeMs === null
        ? messages.outboxEmpty
        : messages.outboxWaits({ count: pending, oldest: duration(view, oldestAgeMs) })
    const given = dead === 0 ? '' : badge(messages.outboxDead({ count: dead }), 'warn')
    return row(messages.outbox({ channel: name(channel) }), html`${waits} ${given}`)
  })
}

/** How the monitor itself is. */
export const statusCard = (view: View, monitor: MonitorView, daemon: DaemonView): Markup => {
  const { messages } = view
  const median = latenessQuantile(monitor.lateness, 0.5)
  const most = latenessQuantile(monitor.lateness, 0.99)
  const { model, nextDigestAt } = daemon
  const { lastReport } = monitor
  const rows = [
    pollRow(view, monitor),
    ...[...monitor.marks].map(([table, mark]) =>
      row(
        messages.readUpTo({ table }),
        view.locale.messages.ago({
          duration: duration(view, Math.max(0, view.now - mark.startTime)),
        }),
      ),
    ),
    ...(median === null || most === null
      ? []
      : [
          row(
            messages.lateness,
            messages.latenessValue({ median: duration(view, median), most: duration(view, most) }),
          ),
        ]),
    ...(monitor.retries === 0 ? [] : [row(messages.retries, number(view, monitor.retries))]),
    ...outboxRows(view, monitor, daemon),
    row(
      messages.model,
      model === null
        ? messages.modelNone
        : model.problem === ''
          ? name(model.name)
          : html`${badge('!', 'warn')} ${messages.modelFailing({ model: name(model.name), reason: name(model.problem, 160) })}`,
    ),
    row(
      messages.lastReport,
      lastReport === null
        ? messages.none
        : html`<a href="${link(view, '/reports', { day: lastReport.folder })}">${ago(view, lastReport.startedAt)}</a>`,
    ),
    row(messages.nextDigest, nextDigestAt === null ? messages.none : moment(view, nextDigestAt)),
    row(
      messages.watchingSince,
      monitor.watchingSince === null ? messages.never : moment(view, monitor.watchingSince),
    ),
  ]
  return card(messages.lookoutStatus, html`<div class="body"><dl class="facts">${rows}</dl></div>`)
}
