import { html } from 'hono/html'
import type { AlertRecord } from '../../domain/alert.ts'
import { type Matcher, matchersText } from '../../routing/matcher.ts'
import { labelNames } from '../../rules/labels.ts'
import { failureChart } from '../chart.ts'
import { badge, card, labelsText, pager, saysText, stateBadge } from '../markup.ts'
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
  const { words } = view
  const table =
    data.rows.length === 0
      ? html`<p class="empty">${words.noAlertsYet}</p>`
      : alertTable(view, data.rows, false)
  return html`<div class="title"><h1>${words.alerts}</h1></div>
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
    return html`<dt>${label}</dt><dd>${known ? html`<a href="${to}">${text}</a>` : text}</dd>`
  })

/** One alert: what it saw against what, and the failures around it. */
export const alertPage = (view: View, alert: AlertRecord, steps: Steps): Markup => {
  const { words } = view
  const when = (at: number | null, otherwise: string) =>
    at === null ? otherwise : moment(view, at)
  return html`<div class="title"><div><div class="crumb"><a href="${link(view, '/alerts')}">${words.alerts}</a></div><h1>${name(alert.rule)} ${stateBadge(view, alert)} ${badge(words.severities[alert.severity], alert.severity === 'critical' ? 'bad' : alert.severity === 'warning' ? 'warn' : '')}</h1><p class="soft">${labelsText(view, alert)}</p></div></div>
<div class="columns"><div>
${card(words.why, html`<div class="body"><p>${name(saysText(view, alert), 1000)}</p><dl class="facts"><dt>${words.observed}</dt><dd>${number(view, alert.observed)}</dd><dt>${words.expected}</dt><dd>${alert.expected === null ? words.none : number(view, alert.expected)}</dd><dt>${words.threshold}</dt><dd>${number(view, alert.threshold)}</dd><dt>${words.peak}</dt><dd>${number(view, alert.peak)}</dd><dt>${words.window}</dt><dd>${duration(view, alert.windowMs)}</dd></dl></div>`)}
${card(words.failuresThen, failureChart(view, steps, [alert], { title: words.failuresThen, address: null }))}
</div><div>
${card(words.about, html`<div class="body"><dl class="facts">${labelRows(view, alert)}<dt>${words.began}</dt><dd>${moment(view, alert.startedAt)} <small>${ago(view, alert.startedAt)}</small></dd><dt>${words.fired}</dt><dd>${when(alert.firedAt, words.never)}</dd><dt>${words.ended}</dt><dd>${when(alert.resolvedAt, '–')}</dd><dt>${words.told}</dt><dd>${when(alert.notifiedAt, words.never)}</dd></dl></div>`)}
${card(words.silenceThis, html`<div class="body">${silenceForm(view, { matchers: alertMatchers(alert) })}</div>`)}
</div></div>`
}
