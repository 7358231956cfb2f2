import { html, raw } from 'hono/html'
import type { DigestNotification } from '../../domain/notification.ts'
import { badge, card, pager, prose, scrolling } from '../markup.ts'
import type { DigestRow, ReportRow } from '../read-model.ts'
import { ago, link, type Markup, moment, name, number, type View } from '../view.ts'

export interface ReportsData {
  readonly reports: readonly ReportRow[]
  readonly total: number
  readonly offset: number
  readonly limit: number
  readonly digests: readonly DigestRow[]
  /** A day whose artifacts are shown, and what lies there; null for none chosen. */
  readonly day: { readonly name: string; readonly files: readonly string[] } | null
}

const fileLinks = (view: View, files: readonly string[]): Markup =>
  html`<span class="files">${files.map((path) => {
    const [folder = '', file = ''] = path.split('/')
    return html`<a href="${link(view, `/artifacts/${folder}/${file}`)}">${name(file)}</a>`
  })}</span>`

const digestCard = (view: View, digests: readonly DigestRow[]): Markup => {
  const { messages } = view
  if (digests.length === 0)
    return card(messages.digests, html`<p class="empty">${messages.noDigests}</p>`)
  const rows = digests
    .slice(0, 60)
    .map(
      (row) =>
        html`<tr><td><a href="${link(view, `/digests/${encodeURIComponent(row.digest)}/${row.day}`)}">${row.day}</a> <small>${name(row.digest)}</small></td><td class="fit">${ago(view, row.madeAt)}</td></tr>`,
    )
  return card(
    messages.digests,
    html`<table><thead><tr><th scope="col">${messages.day}</th><th scope="col" class="fit">${messages.made}</th></tr></thead><tbody>${rows}</tbody></table>`,
  )
}

/** Reports by date with what was written for each, and the digests. */
export const reportsPage = (view: View, data: ReportsData): Markup => {
  const { messages } = view
  const rows = data.reports.map(
    (report) =>
      html`<tr><td class="fit">${moment(view, report.startedAt)}</td><td class="n">${number(view, report.count)}</td><td>${report.finishedAt === null ? badge(messages.unfinished, 'note') : html`<a href="${link(view, '/reports', { day: report.folder, stamp: report.stamp })}">${report.folder}/${report.stamp}</a>`}</td></tr>`,
  )
  const table =
    rows.length === 0
      ? html`<p class="empty">${messages.noReports}</p>`
      : scrolling(
          messages.reports,
          html`<table><thead><tr><th scope="col">${messages.made}</th><th scope="col" class="n">${messages.failures}</th><th scope="col">${messages.artifacts}</th></tr></thead><tbody>${rows}</tbody></table>`,
        )
  const chosen =
    data.day === null
      ? ''
      : card(
          messages.artifactsOf({ day: data.day.name }),
          data.day.files.length === 0
            ? html`<p class="empty">${messages.noArtifacts}</p>`
            : html`<div class="body">${fileLinks(view, data.day.files)}</div>`,
        )
  return html`<div class="title"><h1>${messages.reports}</h1></div>
<div class="columns"><div>${chosen}<div class="card">${table}${pager(view, '/reports', {}, data)}</div></div><div>${digestCard(view, data.digests)}</div></div>`
}

/** One digest: its AI summary, and the mail in a frame that may do nothing. */
export const digestPage = (
  view: View,
  { digest, day, explanation }: DigestNotification,
): Markup => {
  const { messages } = view
  const mail = link(view, `/digests/${encodeURIComponent(digest)}/${day}/mail`)
  const said =
    explanation.text === null
      ? ''
      : card(messages.explanation, html`<div class="body">${prose(explanation.text)}</div>`)
  return html`<div class="title"><div><div class="crumb"><a href="${link(view, '/reports')}">${messages.reports}</a></div><h1>${name(digest)} ${day}</h1></div><a href="${link(view, '/reports', { day })}">${messages.artifactsOf({ day })}</a></div>
${said}
${card(messages.preview, html`<div class="body"><iframe src="${mail}" title="${messages.previewOf({ digest: name(digest), day })}" ${raw('sandbox="" loading="lazy"')}></iframe></div>`)}`
}
