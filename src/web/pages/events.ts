import { html } from 'hono/html'
import { filterForm } from '../filter-form.ts'
import { filterParams, paramOf } from '../query.ts'
import type { Choices, EventPage, EventRow, FailureFilter } from '../read-model.ts'
import { link, type Markup, name, type View } from '../view.ts'
import { eventTable } from './event-table.ts'

export interface EventsData {
  readonly filter: FailureFilter
  /** A request id that was asked for; '' for none. */
  readonly search: string
  readonly page: EventPage
  readonly choices: Choices
  /** Whether these are not the newest ones. */
  readonly older: boolean
}

/** Single failures, newest first. */
export const eventsPage = (view: View, data: EventsData): Markup => {
  const { messages } = view
  const { filter, page, search } = data
  const params = filterParams(filter)
  const rows: readonly EventRow[] = page.rows
  const none = search === '' ? messages.nothingFits : messages.notFound({ what: name(search) })
  const next =
    page.next === null
      ? ''
      : html`<a href="${link(view, '/events', { ...params, before: `${page.next.time}.${page.next.id}` })}">${messages.older} &rarr;</a>`
  const newest = data.older
    ? html`<a href="${link(view, '/events', params)}">&larr; ${messages.newer}</a>`
    : ''
  return html`<div class="title"><h1>${messages.events}</h1></div>
${filterForm(view, '/events', {
  choices: data.choices,
  filter,
  period: null,
  search: { text: search, label: messages.findRequest, hint: messages.requestId },
  keep: { group: filter.group, fault: filter.fault, status: paramOf(filter.status) },
})}
<div class="card">${rows.length === 0 ? html`<p class="empty">${none}</p>` : eventTable(view, rows, false)}${next === '' && newest === '' ? '' : html`<div class="foot">${newest}${next}</div>`}</div>`
}
