import { html } from 'hono/html'
import type { AlertRecord } from '../../domain/alert.ts'
import { errorTypeAddress, failureChart, spark } from '../chart.ts'
import {
  card,
  current,
  faultBadge,
  findingOf,
  labelsText,
  ruleName,
  scrolling,
  stateBadge,
} from '../markup.ts'
import { hasNoData, troublesOf } from '../monitor-health.ts'
import type { DaemonView } from '../page-ports.ts'
import type { Period, PeriodName } from '../period.ts'
import { periodNamesIn } from '../period.ts'
import type { GroupRow, MonitorView, Steps } from '../read-model.ts'
import { ago, link, type Markup, name, nameOrNone, number, share, type View } from '../view.ts'
import { alertLink } from './alert-table.ts'
import { statusCard } from './status-card.ts'

/** How much failed in a period; `successes` null where requests are not counted. */
export interface Tile {
  readonly period: Period
  readonly failures: Steps
  readonly successes: number | null
}

export interface NowData {
  readonly period: Period
  readonly steps: Steps
  readonly tiles: readonly Tile[]
  readonly alertsDuring: readonly AlertRecord[]
  readonly groups: readonly GroupRow[]
  readonly monitor: MonitorView
  readonly daemon: DaemonView
}

const sum = (steps: Steps): number =>
  steps.series.reduce((total, { counts }) => total + counts.reduce((all, n) => all + n, 0), 0)

const firingOf = (open: readonly AlertRecord[]): number =>
  open.filter(({ state }) => state === 'firing').length

/** The state in one line, for the tab too. "No alerts" is only said while monitoring works. */
export const stateText = ({ messages, now }: View, monitor: MonitorView): string => {
  const firing = firingOf(monitor.openAlerts)
  if (firing > 0) return messages.firingCount({ count: firing })
  return hasNoData(monitor, now) ? messages.noData : messages.allWell
}

const headline = (view: View, monitor: MonitorView): Markup => {
  const { messages } = view
  const firing = firingOf(monitor.openAlerts)
  const pending = monitor.openAlerts.length - firing
  const troubles = troublesOf(view, monitor)
  const blind = hasNoData(monitor, view.now)
  const bad = firing > 0 || blind
  const dot = bad ? 'firing pulse' : pending + troubles.length > 0 ? 'pending' : ''
  const more = pending > 0 ? html`<small>${messages.pendingCount({ count: pending })}</small>` : ''
  return html`<div class="title"><h1 class="state"><span class="dot ${dot}"></span>${stateText(view, monitor)}${more}</h1></div>${troubles.map((line) => html`<p class="notice ${blind ? 'bad' : 'warn'}" role="status">${line}</p>`)}`
}

const tile = (view: View, { period, failures, successes }: Tile, chosen: PeriodName): Markup => {
  const total = sum(failures)
  const counts = failures.series[0]?.counts ?? []
  const part =
    successes === null || total + successes === 0
      ? ''
      : html`<div class="soft">${view.messages.ofRequests({ share: share(view, total / (total + successes)) })}</div>`
  return html`<a class="card tile" href="${link(view, '/', { period: period.name })}" ${current(period.name === chosen)}><div class="label">${periodNamesIn(view.messages)[period.name].long}</div>${spark(counts)}<div class="figure">${number(view, total)} <small>${view.locale.messages.failuresNoun({ count: total })}</small></div>${part}</a>`
}

/** What fires before what may, and what is critical before the rest. */
const urgency = ({ state, severity }: AlertRecord): number =>
  (state === 'firing' ? 0 : 10) + ['critical', 'warning', 'info'].indexOf(severity)

const alertList = (view: View, open: readonly AlertRecord[]): Markup =>
  html`<ul class="alert-list">${open
    .toSorted((a, b) => urgency(a) - urgency(b))
    .map(
      (alert) =>
        html`<li><span>${stateBadge(view, alert)}</span><span><a href="${alertLink(view, alert)}">${ruleName(view, alert)}</a> <span class="soft">${labelsText(view, alert)}</span></span><span class="soft">${ago(view, alert.startedAt)}</span><p>${name(findingOf(view, alert), 400)}</p></li>`,
    )}</ul>`

const groupRows = (view: View, groups: readonly GroupRow[], period: Period): Markup =>
  scrolling(
    view.messages.largest,
    html`<table><thead><tr><th scope="col">${view.messages.group}</th><th scope="col" class="hide-small">${view.messages.trend}</th><th scope="col" class="n">${view.messages.count}</th><th scope="col" class="fit">${view.messages.lastSeen}</th></tr></thead><tbody>${groups.map(
      (group) =>
        html`<tr><td><div class="one"><a href="${link(view, `/groups/${group.fingerprint}`, { period: period.name })}">${name(group.title)}</a></div><div class="sub">${nameOrNone(view, group.errorType)} ${faultBadge(view, group.fault)}</div></td><td class="hide-small">${spark(group.steps)}</td><td class="n">${number(view, group.inSpan)}</td><td class="fit">${ago(view, group.lastSeen)}</td></tr>`,
    )}</tbody></table>`,
  )

/** Whether all is well, at a glance. */
export const nowPage = (view: View, data: NowData): Markup => {
  const { messages } = view
  const { period, steps, monitor } = data
  const long = periodNamesIn(messages)[period.name].long
  const open = monitor.openAlerts
  const title = messages.chartTitle({ period: long, count: sum(steps) })
  const chart = failureChart(view, steps, data.alertsDuring, {
    title,
    address: errorTypeAddress(view, period.name),
  })
  return html`${headline(view, monitor)}
<div class="tiles">${data.tiles.map((one) => tile(view, one, period.name))}</div>
<div class="columns"><div>
${open.length === 0 ? '' : card(messages.alerts, alertList(view, open))}
${card(messages.failuresBy({ period: long }), chart)}
${data.groups.length === 0 ? '' : card(messages.largest, groupRows(view, data.groups, period), html`<a href="${link(view, '/groups', { period: period.name })}">${messages.allGroups}</a>`)}
</div><div>${statusCard(view, monitor, data.daemon)}</div></div>`
}
