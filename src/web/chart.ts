import { html, raw } from 'hono/html'
import type { AlertRecord } from '../domain/alert.ts'
import { byClass, seriesColours } from '../render/charts/paint.ts'
import { sparkline } from '../render/charts/sparkline.ts'
import { stackedBars } from '../render/charts/stacked-bars.ts'
import { labelsText, ruleName } from './markup.ts'
import { paramOf } from './query.ts'
import type { Steps } from './read-model.ts'
import { link, type Markup, nameOrNone, number, type View } from './view.ts'

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0)

const legend = (
  view: View,
  steps: Steps,
  address: ((name: string | null) => string) | null,
): Markup => {
  const shown =
    steps.series.length > seriesColours ? steps.series.slice(0, seriesColours - 1) : steps.series
  const rest = steps.series.slice(shown.length)
  const entry = (index: number, label: Markup | string, count: number) =>
    html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="s${index}" width="10" height="10" rx="2"/></svg>${label}<b>${number(view, count)}</b></li>`
  return html`<ul class="legend">${shown.map((series, index) => {
    const text = nameOrNone(view, series.name)
    const label = address === null ? text : html`<a href="${address(series.name)}">${text}</a>`
    return entry(index, label, sum(series.counts))
  })}${rest.length === 0 ? '' : entry(seriesColours - 1, view.messages.everythingElse, sum(rest.flatMap(({ counts }) => counts)))}</ul>`
}

/** The same numbers for those who do not see the picture, in a dozen lines at most. */
const asTable = (view: View, steps: Steps): Markup => {
  const count = Math.round((steps.to - steps.from) / steps.stepMs)
  const each = Math.max(1, Math.ceil(count / 12))
  const rows = Array.from({ length: Math.ceil(count / each) }, (_, row) => {
    const total = sum(
      steps.series.flatMap(({ counts }) => counts.slice(row * each, (row + 1) * each)),
    )
    const at = view.messages.format.time(
      steps.from + row * each * steps.stepMs,
      view.timezone,
      view.now,
    )
    return html`<tr><td>${at}</td><td class="n">${number(view, total)}</td></tr>`
  })
  return html`<details><summary>${view.messages.asTable}</summary><table><thead><tr><th scope="col">${view.messages.time}</th><th scope="col" class="n">${view.messages.failures}</th></tr></thead><tbody>${rows}</tbody></table></details>`
}

/** Failures as stacked bars with the alerts above them, a legend, and the numbers to unfold. */
export const failureChart = (
  view: View,
  steps: Steps,
  alerts: readonly AlertRecord[],
  about: {
    readonly title: string
    /** Where a name in the legend leads; null for no legend. */
    readonly address: ((name: string | null) => string) | null
  },
): Markup => {
  if (steps.series.length === 0 && alerts.length === 0) {
    return html`<p class="empty">${view.messages.noFailures}</p>`
  }
  const chart = {
    ...steps,
    marks: alerts.map((alert) => ({
      from: alert.startedAt,
      to: alert.resolvedAt,
      label: `${ruleName(view, alert)}${view.locale.messages.colon}${labelsText(view, alert)}`,
    })),
    timezone: view.timezone,
    locale: view.messages.locale,
    title: about.title,
    stepTitle: (from: number, total: number) =>
      view.messages.stepTitle({
        time: view.messages.format.time(from, view.timezone, view.now),
        count: total,
      }),
    number: (value: number) => number(view, value),
  }
  // Two of them, one for phones: a picture that shrinks takes its letters along.
  const wide = stackedBars(chart, byClass, { width: 860, height: 220 })
  const small = stackedBars(chart, byClass, { width: 380, height: 200, hints: false })
  return html`<div class="body"><div class="hide-small">${raw(wide)}</div><div class="only-small">${raw(small)}</div>${about.address === null ? '' : legend(view, steps, about.address)}${asTable(view, steps)}</div>`
}

/** Small bars beside a number. */
export const spark = (counts: readonly number[], title = ''): Markup =>
  raw(sparkline(counts, title))

export const errorTypeAddress =
  (view: View, period: string) =>
  (errorType: string | null): string =>
    link(view, '/groups', { period, error_type: paramOf(errorType) })
