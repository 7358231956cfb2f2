import { html } from 'hono/html'
import type { AlertRecord } from '../../domain/alert.ts'
import { type Matcher, matchersText } from '../../routing/matcher.ts'
import { labelNames } from '../../rules/labels.ts'
import { failureChart } from '../chart.ts'
import {
  badge,
  card,
  findingOf,
  labelName,
  labelsText,
  pager,
  ruleName,
  stateBadge,
} from '../markup.ts'
import { paramOf } from '../query.ts'
import type { Steps } from '../read-model.ts'
import {
  ago,
  duration,
  link,
  type Markup,
  moment,
  name,
  nameOrNone,
  number,
  type View,
} from '../view.ts'
import { alertTable } from './alert-table.ts'
import { silenceForm } from './silence-form.ts'

export interface AlertsData {
  readonly rows: readonly AlertRecord[]
  readonly total: number
  readonly offset: number
  readonly limit: number
}

/** Open alerts, then those that are over. */
export const alertsPage = (view: View, data: AlertsData): Markup => {
  const { messages } = view
  const table =
    data.rows.length === 0
      ? html`<p class="empty">${messages.noAlertsYet}</p>`
      : alertTable(view, data.rows, false)
  return html`<div class="title"><h1>${messages.alerts}</h1></div>
<div class="card">${table}${pager(view, '/alerts', {}, data)}</div>`
}

/** The matchers of exactly this alert's rule and labels. */
const alertMatchers = ({ rule, labels }: AlertRecord): string => {
  const exact = (label: string, value: string): Matcher => ({
    name: label,
    op: '=',
    values: [value],
  })
  const about = Object.entries(labels).map(([label, value]) => exact(label, value))
  return matchersText([exact('rule', rule), ...about])
}

const labelRows = (view: View, { labels, shown }: AlertRecord): readonly Markup[] =>
  Object.entries(labels).map(([label, value]) => {
    const text = nameOrNone(view, shown[label] ?? value)
    const known = labelNames.some((one) => one === label)
    const to =
      label === 'group'
        ? link(view, `/groups/${encodeURIComponent(value)}`)
        : link(view, '/groups', { [label]: paramOf((shown[label] ?? value) || null) })
    return html`<dt>${labelName(view, label)}</dt><dd>${known ? html`<a href="${to}">${text}</a>` : text}</dd>`
  })

/** One alert: what it saw against what, and the failures around it. */
export const alertPage = (view: View, alert: AlertRecord, steps: Steps): Markup => {
  const { messages } = view
  const when = (at: number | null, otherwise: string) =>
    at === null ? otherwise : moment(view, at)
  return html`<div class="title"><div><div class="crumb"><a href="${link(view, '/alerts')}">${messages.alerts}</a></div><h1>${ruleName(view, alert)} ${stateBadge(view, alert)} ${badge(messages.severities[alert.severity], alert.severity === 'critical' ? 'bad' : alert.severity === 'warning' ? 'warn' : '')}</h1><p class="soft">${labelsText(view, alert)}</p></div></div>
<div class="columns"><div>
${card(messages.why, html`<div class="body"><p>${name(findingOf(view, alert), 1000)}</p><dl class="facts"><dt>${messages.observed}</dt><dd>${number(view, alert.observed)}</dd>${alert.expected === null ? '' : html`<dt>${messages.expected}</dt><dd>${number(view, alert.expected)}</dd>`}<dt>${messages.threshold}</dt><dd>${number(view, alert.threshold)}</dd><dt>${messages.peak}</dt><dd>${number(view, alert.peak)}</dd><dt>${messages.window}</dt><dd>${duration(view, alert.windowMs)}</dd></dl></div>`)}
${card(messages.failuresThen, failureChart(view, steps, [alert], { title: messages.failuresThen, address: null }))}
</div><div>
${card(messages.about, html`<div class="body"><dl class="facts">${labelRows(view, alert)}<dt>${messages.began}</dt><dd>${moment(view, alert.startedAt)} <small>${ago(view, alert.startedAt)}</small></dd><dt>${messages.fired}</dt><dd>${when(alert.firedAt, messages.never)}</dd><dt>${messages.ended}</dt><dd>${when(alert.resolvedAt, '–')}</dd><dt>${messages.notifiedAt}</dt><dd>${when(alert.notifiedAt, messages.never)}</dd></dl></div>`)}
${card(messages.silenceThis, html`<div class="body">${silenceForm(view, { matchers: alertMatchers(alert) })}</div>`)}
</div></div>`
}
