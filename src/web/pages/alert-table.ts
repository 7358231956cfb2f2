import { html } from 'hono/html'
import type { AlertRecord } from '../../domain/alert.ts'
import { findingOf, labelsText, ruleName, scrolling, stateBadge } from '../markup.ts'
import { ago, duration, link, type Markup, name, type View } from '../view.ts'

export const alertLink = (view: View, { id }: AlertRecord): string =>
  link(view, `/alerts/${encodeURIComponent(id)}`)

const lasted = (view: View, { startedAt, resolvedAt }: AlertRecord): string =>
  duration(view, (resolvedAt ?? view.now) - startedAt)

/** Alerts in the order they are given; `narrow` leaves out what their own page shows. */
export const alertTable = (view: View, alerts: readonly AlertRecord[], narrow: boolean): Markup => {
  const { messages } = view
  const why = narrow ? '' : html`<th scope="col">${messages.why}</th>`
  return scrolling(
    messages.alerts,
    html`<table class="stacks"><thead><tr><th scope="col" class="fit">${messages.state}</th><th scope="col">${messages.rule}</th>${why}<th scope="col" class="fit">${messages.began}</th>${narrow ? '' : html`<th scope="col" class="fit">${messages.lasted}</th>`}</tr></thead><tbody>${alerts.map(
      (alert) =>
        html`<tr><td class="fit">${stateBadge(view, alert)}</td><td><a href="${alertLink(view, alert)}">${ruleName(view, alert)}</a><div class="sub">${labelsText(view, alert)}</div></td>${narrow ? '' : html`<td class="wide">${name(findingOf(view, alert), 400)}</td>`}<td class="fit">${ago(view, alert.startedAt)}${narrow ? html`<div class="sub">${alert.resolvedAt === null ? '' : lasted(view, alert)}</div>` : ''}</td>${narrow ? '' : html`<td class="fit hide-small">${alert.resolvedAt === null ? '' : lasted(view, alert)}</td>`}</tr>`,
    )}</tbody></table>`,
  )
}
