import { html, raw } from 'hono/html'
import type { Count } from '../../domain/facts.ts'
import type { Messages } from '../../i18n/locale.ts'
import { countedName, firstRows } from '../../render/rows.ts'
import { columnsFrame, frame } from './email-frame.ts'

/** Escaped HTML; every `${}` in `html` is escaped unless it is Markup itself. */
export type Markup = ReturnType<typeof html>

// Mail clients read tables and inline styles; classes serve only phones and the dark scheme, where a client knows them.
const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const mono = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
// A name of 300 characters without a space must not widen the mail.
const wrap = 'overflow-wrap:anywhere;word-break:break-word'
const ink = 'color:#1d2430'
const soft = 'color:#5b6675'

/** The whole mail: one card of at most 600 px that shrinks with the screen. `preview` is shown in the inbox list. */
export const mailPage = (page: {
  readonly title: string
  readonly preview: string
  readonly locale: string
  /** Colour of the band, and what stands in it. */
  readonly colour: string
  readonly band: string
  readonly body: readonly Markup[]
  readonly footer: readonly string[]
}): Markup => {
  const { title, preview, locale, colour, band } = page
  const footer = page.footer.map((line) => html`<div style="${wrap}">${line}</div>`)
  const slots = new Map<string, Markup>([
    ['title', html`${title}`],
    ['preview', html`${preview}`],
    ['locale', html`${locale}`],
    ['colour', html`${colour}`],
    ['band', html`<div style="${wrap}">${band}</div>`],
    ['body', html`${page.body}`],
    ['footer', html`${footer}`],
  ])
  return html`${frame.texts.map((text, at) => [raw(text), slots.get(frame.slots[at] ?? '') ?? ''])}`
}

export const title = (text: string): Markup =>
  html`<h1 class="ink" style="margin:0 0 8px;${font};font-size:21px;line-height:28px;font-weight:700;${ink};${wrap}">${text}</h1>`

export const subtitle = (text: string): Markup =>
  html`<h2 class="ink" style="margin:24px 0 8px;${font};font-size:15px;line-height:20px;font-weight:700;${ink};${wrap}">${text}</h2>`

export const paragraph = (content: string | Markup | readonly (string | Markup)[]): Markup =>
  html`<p class="ink" style="margin:0 0 10px;${font};font-size:15px;line-height:22px;${ink};${wrap}">${content}</p>`

/** Smaller and softer; several lines stay together. */
export const note = (...lines: readonly string[]): Markup =>
  html`<p class="soft" style="margin:0 0 10px;${font};font-size:13px;line-height:19px;${soft};${wrap}">${lines.map((line, index) => (index === 0 ? line : html`<br>${line}`))}</p>`

/** The number that matters, large. */
export const figure = (number: string, says: string): Markup =>
  html`<p class="ink" style="margin:0 0 6px;${font};font-size:15px;line-height:32px;${ink};${wrap}"><span style="font-size:28px;font-weight:700">${number}</span> ${says}</p>`

/** The sentence that matters, its beginning larger. */
export const lead = (start: string, rest: string): Markup =>
  html`<p class="ink" style="margin:0 0 10px;${font};font-size:16px;line-height:24px;${ink};${wrap}"><span style="font-size:19px;font-weight:700">${start}</span>${rest}</p>`

export const strong = (text: string): Markup => html`<strong>${text}</strong>`

export const inlineCode = (text: string): Markup =>
  html`<code class="box" style="${mono};font-size:0.88em;background:#f2f4f7;border-radius:3px;padding:1px 4px;${wrap}">${text}</code>`

export const codeBox = (text: string): Markup =>
  html`<div class="box" style="margin:0 0 10px;padding:10px 12px;background:#f5f7fa;border:1px solid #e3e8ee;border-radius:6px;${mono};font-size:12.5px;line-height:18px;${ink};white-space:pre-wrap;${wrap}">${text}</div>`

export const list = (ordered: boolean, start: number, items: readonly Markup[]): Markup => {
  const style = `margin:0 0 10px;padding:0 0 0 22px;${font};font-size:15px;line-height:22px;${ink};${wrap}`
  const entries = items.map((item) => html`<li style="margin:0 0 4px">${item}</li>`)
  return ordered
    ? html`<ol class="ink" start="${start}" style="${style}">${entries}</ol>`
    : html`<ul class="ink" style="${style}">${entries}</ul>`
}

/** Links of the configuration, as buttons side by side; nothing for none. */
export const buttons = (
  links: readonly { readonly url: string; readonly label: string }[],
): readonly Markup[] =>
  links.length === 0
    ? []
    : [
        html`<p style="margin:16px 0 0">${links.map(
          ({ url, label }) =>
            html`<a href="${url}" style="display:inline-block;margin:0 8px 8px 0;padding:9px 16px;border-radius:6px;background:#2456a6;color:#ffffff;${font};font-size:14px;line-height:20px;font-weight:600;text-decoration:none">${label}</a> `,
        )}</p>`,
      ]

/** A list of counts with a bar for each; the bars are measured against the largest. */
export const countsTable = (
  heading: string,
  counts: readonly Count[],
  max: number,
  messages: Messages,
): Markup => {
  const { rows, more } = firstRows(counts, max)
  const largest = Math.max(1, ...rows.map(({ count }) => count))
  const cell = `${font};font-size:14px;line-height:20px;padding:3px 0 0;vertical-align:top`
  // The heading stands outside: in a fixed layout the first row alone decides how wide the columns are.
  return html`<div class="ink" style="${font};font-size:13px;line-height:20px;font-weight:700;${ink};padding:10px 0 2px">${heading}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed">
${rows.map(
  (
    row,
  ) => html`<tr><td class="ink" style="${cell};${ink};${wrap}">${countedName(row, messages)}</td><td class="ink" width="58" align="right" style="${cell};${ink};font-variant-numeric:tabular-nums">${messages.format.number(row.count)}</td></tr>
<tr><td colspan="2" style="padding:2px 0 3px"><div class="track" style="height:4px;border-radius:2px;background:#e9edf2;font-size:0;line-height:0"><div style="height:4px;border-radius:2px;background:#4f7cc4;width:${Math.max(1, Math.round((100 * row.count) / largest))}%">&nbsp;</div></div></td></tr>`,
)}
${more === 0 ? '' : html`<tr><td colspan="2" class="soft" style="${font};font-size:13px;line-height:20px;${soft};padding:3px 0 0">${messages.andMore({ count: more })}</td></tr>`}
</table>`
}

/** Two columns where there is room, one below the other on a phone. */
export const columns = (cells: readonly Markup[]): Markup => {
  const cell = (content: Markup) =>
    html`${raw(columnsFrame.start)}${content}${raw(columnsFrame.end)}`
  const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, row) =>
    cells.slice(2 * row, 2 * row + 2),
  )
  return html`${rows.map((row) => html`${raw(columnsFrame.open)}${row.map(cell)}${raw(columnsFrame.close)}`)}`
}

/** One thing in a frame: a group of failures in a digest. */
export const card = (content: readonly Markup[]): Markup =>
  html`<div class="line" style="margin:0 0 12px;padding:12px 14px 4px;border:1px solid #e3e8ee;border-radius:6px">${content}</div>`

/** A picture that comes along with the mail. `id` is its Content-ID; `alt` says what is to be seen in it. */
export const picture = (id: string, alt: string, width: number, height: number): Markup => {
  const shown = { width: 558, height: Math.round((558 * height) / width) }
  return html`<p style="margin:0 0 12px"><img src="cid:${id}" alt="${alt}" width="${shown.width}" height="${shown.height}" style="display:block;width:100%;max-width:${shown.width}px;height:auto;border:0;background:#ffffff;border-radius:6px;${font};font-size:13px;line-height:18px;${soft}"></p>`
}

/** A word in a frame of its colour: `new`. */
export const badge = (text: string): Markup =>
  html`<span style="display:inline-block;padding:0 6px;border-radius:9px;background:#fbe3c8;color:#7a4100;${font};font-size:12px;line-height:18px;font-weight:600">${text}</span>`
