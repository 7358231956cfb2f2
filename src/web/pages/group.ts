import { html } from 'hono/html'
import type { AlertRecord } from '../../domain/alert.ts'
import type { ExplainedProblem } from '../../domain/notification.ts'
import { shortText } from '../../render/escape.ts'
import { failureChart } from '../chart.ts'
import { card, countList, current, faultBadge, hasHoles, prose, template } from '../markup.ts'
import { type Period, periodNames, periodNamesIn } from '../period.ts'
import { paramOf } from '../query.ts'
import type { Affected, EventPage, GroupExplanation, GroupView, Steps } from '../read-model.ts'
import { ago, link, type Markup, name, nameOrNone, number, type View } from '../view.ts'
import { alertTable } from './alert-table.ts'
import { eventTable } from './event-table.ts'
import { newsBadge } from './groups.ts'
import { silenceForm } from './silence-form.ts'

export interface GroupData {
  readonly group: GroupView
  readonly period: Period
  readonly steps: Steps
  readonly affected: Affected
  readonly events: EventPage
  readonly alerts: readonly AlertRecord[]
  readonly explanation: GroupExplanation | null
}

const longestSample = 2000

const tabs = (view: View, { group, period }: GroupData): Markup =>
  html`<div class="tabs">${periodNames.map(
    (one) =>
      html`<a href="${link(view, `/groups/${group.fingerprint}`, { period: one })}" ${current(one === period.name)}>${periodNamesIn(view.messages)[one].short}</a>`,
  )}</div>`

/** One part of what the model said: the problem, why, what to do, and the groups that it is based on. */
const problem = (
  view: View,
  { text, cause, confidence, advice, tell, cites }: ExplainedProblem,
  called: GroupExplanation['called'],
): Markup => {
  const { messages } = view.locale
  const rows = [
    [
      confidence === null
        ? messages.cause
        : messages.causeSure({ confidence: messages.confidences[confidence] }),
      cause,
    ],
    [messages.doThis, advice],
    [messages.notify, tell],
  ].filter(([, value]) => value !== '')
  const links = cites.map((cite) => {
    const fingerprint = called[cite]
    return fingerprint === undefined
      ? html` <span class="soft">[${name(cite)}]</span>`
      : html` <a href="${link(view, `/groups/${fingerprint}`)}">[${name(cite)}]</a>`
  })
  return html`<div class="prose"><p>${shortText(text, longestSample)}${links}</p><dl class="facts">${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${shortText(value ?? '', longestSample)}</dd>`)}</dl></div>`
}

const explanationCard = (view: View, explanation: GroupExplanation | null): Markup | string => {
  if (explanation === null) return ''
  const { messages: say } = view
  const { digest, day, model, text, problems, called } = explanation
  const to = link(view, `/digests/${encodeURIComponent(digest)}/${day}`)
  const parts = problems.map((one) => problem(view, one, called))
  return card(
    say.explanation,
    html`<div class="body">${text === '' ? parts : prose(text)}<p class="soft"><a href="${to}">${say.explainedBy({ model: name(model), day: say.format.day(day) })}</a></p></div>`,
  )
}

const affectedCard = (view: View, { group, affected, period }: GroupData): Markup => {
  const { messages: say } = view
  const at = (parameter: string) => (value: string | null) =>
    link(view, '/events', { group: group.fingerprint, [parameter]: paramOf(value) })
  return card(
    `${say.affected}${view.locale.messages.colon}${periodNamesIn(say)[period.name].long}`,
    html`<div class="body lists">${countList(view, say.models, affected.models, at('model'))}${countList(view, say.keys, affected.keys, at('key'))}${countList(view, say.teams, affected.teams, at('team'))}${countList(view, say.providers, affected.providers, at('provider'))}${affected.statuses.length > 1 ? countList(view, say.statuses, affected.statuses, null) : ''}</div>`,
  )
}

/** Everything about one group: what it looks like, who is affected, since when, and the request ids. */
export const groupPage = (view: View, data: GroupData): Markup => {
  const { messages: say } = view
  const { group, period, steps, events } = data
  const long = periodNamesIn(say)[period.name].long
  const total = steps.series.reduce(
    (sum, { counts }) => sum + counts.reduce((all, n) => all + n, 0),
    0,
  )
  const title = say.groupChartTitle({ period: long, count: total })
  const samples = events.rows
    .slice(0, 2)
    .filter(({ message }) => message !== '')
    .map(
      ({ message }) =>
        html`<pre class="message" tabindex="0">${shortText(message, longestSample)}</pre>`,
    )
  return html`<div class="title"><div><div class="crumb"><a href="${link(view, '/groups')}">${say.groups}</a> / <span class="mono">${group.fingerprint}</span></div><h1>${name(group.title, 200)} ${newsBadge(view, group, period)}</h1></div>${tabs(view, data)}</div>
<div class="columns"><div>
${card(title, failureChart(view, steps, data.alerts, { title, address: null }))}
${explanationCard(view, data.explanation)}
${card(say.latestEvents, events.rows.length === 0 ? html`<p class="empty">${say.noEventsFit}</p>` : eventTable(view, events.rows, true), html`<a href="${link(view, '/events', { group: group.fingerprint })}">${say.allEvents}</a>`)}
${samples.length === 0 ? '' : card(say.samples, html`<div class="body">${samples}</div>`)}
${affectedCard(view, data)}
</div><div>
${card(say.template, html`<div class="body">${template(shortText(group.template, longestSample))}${hasHoles(group.template) ? html`<p class="soft">${say.templateHint}</p>` : ''}<dl class="facts"><dt>${say.errorType}</dt><dd>${nameOrNone(view, group.errorType)}</dd><dt>${say.status}</dt><dd>${nameOrNone(view, group.status)}</dd><dt>${say.fault}</dt><dd>${faultBadge(view, group.fault)}</dd><dt>${say.firstSeen}</dt><dd>${ago(view, group.firstSeen)}</dd><dt>${say.lastSeen}</dt><dd>${ago(view, group.lastSeen)}</dd><dt>${say.allTime}</dt><dd>${number(view, group.count)}</dd></dl></div>`)}
${card(say.alertHistory, data.alerts.length === 0 ? html`<p class="empty">${say.noAlerts}</p>` : alertTable(view, data.alerts, true))}
${card(say.silenceThis, html`<div class="body">${silenceForm(view, { matchers: `group="${group.fingerprint}"` })}</div>`)}
</div></div>`
}
