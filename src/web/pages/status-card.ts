import { html } from 'hono/html'
import { latenessQuantile } from '../../domain/lateness.ts'
import { badge, card } from '../markup.ts'
import { hasNoData } from '../monitor-health.ts'
import type { DaemonView } from '../page-ports.ts'
import type { MonitorView } from '../read-model.ts'
import { ago, duration, link, type Markup, moment, name, number, type View } from '../view.ts'

const row = (term: string, value: Markup | string): Markup =>
  html`<dt>${term}</dt><dd>${value}</dd>`

const pollRow = (view: View, monitor: MonitorView): Markup => {
  const { words } = view
  const { lastPoll, lastGoodPollAt } = monitor
  if (lastPoll === null) return row(words.lastPoll, badge(words.never, 'warn'))
  const good = lastGoodPollAt === null ? badge(words.never, 'bad') : ago(view, lastGoodPollAt)
  const sign = hasNoData(monitor, view.now)
    ? badge('!', 'bad')
    : lastPoll.ok
      ? badge('ok', 'good')
      : badge('!', 'warn')
  return row(
    words.lastPoll,
    html`${sign} ${good}${lastPoll.ok ? '' : html`<div class="soft">${words.pollFailed(name(lastPoll.reason, 200))}</div>`}`,
  )
}

const idle = { pending: 0, oldestAgeMs: null, dead: 0 }

const outboxRows = (view: View, monitor: MonitorView, daemon: DaemonView): readonly Markup[] => {
  const { words } = view
  // A channel that is no more may still have messages that were given up.
  const known = new Map(monitor.outbox.map((one) => [one.channel, one]))
  return [...new Set([...daemon.channels, ...known.keys()])].map((channel) => {
    const { pending, oldestAgeMs, dead } = known.get(channel) ?? idle
    const waits =
      pending === 0 || oldestAgeMs === null
        ? words.outboxEmpty
        : words.outboxWaits(number(view, pending), duration(view, oldestAgeMs))
    const given = dead === 0 ? '' : badge(words.outboxDead(number(view, dead)), 'warn')
    return row(words.outbox(name(channel)), html`${waits} ${given}`)
  })
}

/** How the monitor itself is. */
export const statusCard = (view: View, monitor: MonitorView, daemon: DaemonView): Markup => {
  const { words } = view
  const median = latenessQuantile(monitor.lateness, 0.5)
  const most = latenessQuantile(monitor.lateness, 0.99)
  const { model, nextDigestAt } = daemon
  const { lastReport } = monitor
  const rows = [
    pollRow(view, monitor),
    ...[...monitor.marks].map(([table, mark]) =>
      row(
        words.readUpTo(table),
        words.behind(duration(view, Math.max(0, view.now - mark.startTime))),
      ),
    ),
    ...(median === null || most === null
      ? []
      : [row(words.lateness, words.latenessValue(duration(view, median), duration(view, most)))]),
    ...(monitor.retries === 0 ? [] : [row(words.retries, number(view, monitor.retries))]),
    ...outboxRows(view, monitor, daemon),
    row(
      words.model,
      model === null
        ? words.modelNone
        : model.problem === ''
          ? words.modelFine(name(model.name))
          : html`${badge('!', 'warn')} ${words.modelFailing(name(model.name), name(model.problem, 160))}`,
    ),
    row(
      words.lastReport,
      lastReport === null
        ? words.none
        : html`<a href="${link(view, '/reports', { day: lastReport.folder })}">${ago(view, lastReport.startedAt)}</a>`,
    ),
    row(words.nextDigest, nextDigestAt === null ? words.none : moment(view, nextDigestAt)),
    row(
      words.watchingSince,
      monitor.watchingSince === null ? words.never : moment(view, monitor.watchingSince),
    ),
  ]
  return card(words.monitor, html`<div class="body"><dl class="facts">${rows}</dl></div>`)
}
