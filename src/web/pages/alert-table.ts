import { html } from 'hono/html'
import type { AlertRecord } from '../../domain/alert.ts'
import { labelsText, saysText, scrolling, stateBadge } from '../markup.ts'
import { ago, duration, link, type Markup, name, type View } from '../view.ts'

export const alertLink = (view: View, { id }: AlertRecord): string =>
  link(view, `/alerts/${encodeURIComponent(id)}`)

const lasted = (view: View, { startedAt, resolvedAt }: AlertRecord): string =>
  duration(view, (resolvedAt ?? view.now) - startedAt)

/** Alerts in the order they are given; `narrow` leaves out what stands on their own page. */
export const alertTable = (view: View, alerts: readonly AlertRecord[], narrow: boolean): Markup => {
  const { words } = view
  const why = narrow ? '' : html`<th scope="col">${words.why}</th>`
  return scrolling(
    words.alerts,
    html`<table class="stacks"><thead><tr><th scope="col" class="fit">${words.state}</th><th scope="col">${words.rule}</th>${why}<th scope="col" class="fit">${words.began}</th>${narrow ? '' : html`<th scope="col" class="fit">${words.lasted}</th>`}</tr></thead><tbody>${alerts.map(
      (alert) =>
        html`<tr><td class="fit">${stateBadge(view, alert)}</td><td><a href="${alertLink(view, alert)}">${name(alert.rule)}</a><div class="sub">${labelsText(view, alert)}</div></td>${narrow ? '' : html`<td class="wide">${name(saysText(view, alert), 400)}</td>`}<td class="fit">${ago(view, alert.startedAt)}${narrow ? html`<div class="sub">${alert.resolvedAt === null ? '' : lasted(view, alert)}</div>` : ''}</td>${narrow ? '' : html`<td class="fit hide-small">${alert.resolvedAt === null ? '' : lasted(view, alert)}</td>`}</tr>`,
    )}</tbody></table>`,
  )
}
