import { html, raw } from 'hono/html'
import type { AlertRecord } from '../domain/alert.ts'
import type { Fault } from '../domain/event.ts'
import type { Count } from '../domain/facts.ts'
import { findingLine } from '../i18n/finding-text.ts'
import { ruleText } from '../render/headline.ts'
import { type MarkdownBlock, parseMarkdown, type Span } from '../render/markdown.ts'
import { link, type Markup, nameOrNone, number, type View } from './view.ts'

/** A box with a heading. */
export const card = (
  heading: string,
  body: Markup | readonly Markup[],
  beside: Markup | string = '',
): Markup =>
  html`<section class="card"><div class="head"><h2>${heading}</h2>${beside}</div>${body}</section>`

/** A table that scrolls by itself where the screen is narrow; `about` names it for those who do not see it. */
export const scrolling = (about: string, table: Markup): Markup =>
  html`<div class="scroll" role="region" aria-label="${about}" tabindex="0">${table}</div>`

type Tone = 'bad' | 'warn' | 'good' | 'note' | ''

export const badge = (text: string, tone: Tone = '', hint = ''): Markup =>
  html`<span class="badge ${tone}" ${hint === '' ? '' : html`title="${hint}"`}>${text}</span>`

const faultTones: Readonly<Record<Fault, Tone>> = {
  caller: '',
  provider: 'warn',
  capacity: 'note',
  proxy: 'bad',
}

export const faultBadge = ({ messages }: View, fault: Fault | null): Markup =>
  fault === null ? html`` : badge(messages.faults[fault], faultTones[fault], messages.fault)

export const stateBadge = ({ messages }: View, { state, severity }: AlertRecord): Markup => {
  if (state === 'resolved') return badge(messages.states.resolved, 'good')
  if (state === 'pending') return badge(messages.states.pending, 'note')
  return badge(messages.states.firing, severity === 'critical' ? 'bad' : 'warn')
}

/** A label's name in the page's language. */
export const labelName = ({ messages }: View, label: string): string => {
  const names: Readonly<Record<string, string>> = messages.labels
  return Object.hasOwn(names, label) ? (names[label] ?? label) : label
}

/** A rule's name in the page's language. */
export const ruleName = ({ locale }: View, { rule }: Pick<AlertRecord, 'rule'>): string =>
  ruleText(rule, locale.messages)

/** What an alert is about: its labels as people read them. */
export const labelsText = (view: View, { labels, shown }: AlertRecord): string =>
  Object.entries({ ...labels, ...shown })
    .map(([label, value]) => `${labelName(view, label)} ${nameOrNone(view, value, 80)}`)
    .join(view.locale.messages.separator) || view.messages.everything

/** Why an alert is there. */
export const findingOf = ({ locale, timezone }: View, { finding }: AlertRecord): string =>
  findingLine(finding, locale.messages, timezone)

/** Hidden until the script finds that it can copy. */
export const copyButton = ({ messages }: View, text: string): Markup =>
  html`<button type="button" class="copy" data-copy="${text}" aria-label="${messages.copy}: ${text}" hidden>${messages.copy}</button>`

const most = 6

/** Names with their counts and bars, largest first. `address` makes each name a link. */
export const countList = (
  view: View,
  heading: string,
  counts: readonly Count[],
  address: ((name: string | null) => string) | null,
): Markup | string => {
  const largest = counts[0]?.count ?? 0
  if (largest === 0) return ''
  const rows = counts.slice(0, most).map((count) => {
    const shown = nameOrNone(view, count.name)
    const label = address === null ? shown : html`<a href="${address(count.name)}">${shown}</a>`
    const part = Math.max(1, Math.round((count.count / largest) * 100))
    return html`<li><span>${label}</span><span>${number(view, count.count)}</span><svg class="bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="3"/><rect width="${part}" height="3"/></svg></li>`
  })
  const more = counts.length - rows.length
  return html`<div><h3>${heading}</h3><ul>${rows}${more > 0 ? html`<li class="soft">${view.locale.messages.andMore({ count: more })}</li>` : ''}</ul></div>`
}

const spans = (line: readonly Span[]): readonly (Markup | string)[] =>
  line.map(({ form, text }) =>
    form === 'text'
      ? text
      : form === 'strong'
        ? html`<strong>${text}</strong>`
        : html`<code>${text}</code>`,
  )

const block = (of: MarkdownBlock): Markup => {
  switch (of.kind) {
    case 'heading':
      return html`<h3>${of.lines.map(spans)}</h3>`
    case 'paragraph':
      return html`<p>${of.lines.map(spans)}</p>`
    case 'list': {
      const items = of.items.map((item) => html`<li>${spans(item)}</li>`)
      return of.ordered ? html`<ol start="${of.start}">${items}</ol>` : html`<ul>${items}</ul>`
    }
    case 'code':
      return html`<pre class="message" tabindex="0">${of.text}</pre>`
  }
}

/** What a model wrote: headings, lists and paragraphs; no links, no pictures, no markup of its own. */
export const prose = (text: string): Markup =>
  html`<div class="prose">${parseMarkdown(text).map(block)}</div>`

const holes = /(<[a-z][a-z _-]{0,30}>|<\*>)/

/** Whether anything differs from failure to failure. */
export const hasHoles = (text: string): boolean => holes.test(text)

/** A template with what differs from failure to failure marked. */
export const template = (text: string): Markup => {
  const pieces = text.split(holes)
  return html`<p class="template mono">${pieces.map((piece, index) =>
    index % 2 === 1 ? html`<span class="hole">${piece.slice(1, -1)}</span>` : piece,
  )}</p>`
}

export const formToken = (view: View): Markup =>
  html`<input type="hidden" name="form" value="${view.formToken}">`

export const current = (is: boolean): Markup | string => (is ? raw('aria-current="true"') : '')

/** Links to the pages before and after; `params` are those of the page that is shown. */
export const pager = (
  view: View,
  path: string,
  params: Readonly<Record<string, string | undefined>>,
  page: { readonly offset: number; readonly limit: number; readonly total: number },
): Markup | string => {
  const { offset, limit, total } = page
  if (total <= limit) return ''
  const to = (at: number) =>
    link(view, path, { ...params, offset: at === 0 ? undefined : String(at) })
  const previous =
    offset > 0
      ? html`<a href="${to(Math.max(0, offset - limit))}">&larr; ${view.messages.previousPage}</a>`
      : ''
  const next =
    offset + limit < total
      ? html`<a href="${to(offset + limit)}">${view.messages.nextPage} &rarr;</a>`
      : ''
  const range = `${number(view, offset + 1)}–${number(view, Math.min(total, offset + limit))} / ${number(view, total)}`
  return html`<div class="foot">${previous}<span class="soft">${range}</span>${next}</div>`
}
