import { html } from 'hono/html'
import { unwrap } from '../../classify/grouping/unwrap.ts'
import { clockTime, isoMinute, isoUtc } from '../../i18n/format.ts'
import { shortText } from '../../render/escape.ts'
import { badge, copyButton, scrolling } from '../markup.ts'
import type { EventRow } from '../read-model.ts'
import { link, type Markup, name, nameOrNone, type View } from '../view.ts'

/** So much of a message is shown when it is unfolded, UTF-16 units; the state keeps some more. */
const longestMessage = 1500
const lineLength = 160

const messageCell = ({ message: text, errorType, status, provider }: EventRow): Markup => {
  // What is wrapped around every error stands in the whole message; the line begins with what happened.
  const inner = unwrap(text, { errorClass: errorType, statusCode: status, provider }).text
  const line = name(inner, lineLength)
  return line === text
    ? html`<span class="said">${line}</span>`
    : html`<details><summary><span class="two">${line}</span></summary><pre class="message" tabindex="0">${shortText(text, longestMessage)}</pre></details>`
}

/** Failures with their request ids, newest first; `grouped` leaves out what a group's page says already. */
export const eventTable = (view: View, rows: readonly EventRow[], grouped: boolean): Markup => {
  const { messages } = view
  const group = (event: EventRow): Markup | string =>
    grouped
      ? ''
      : html`<td class="wide"><a href="${link(view, `/groups/${event.group.fingerprint}`)}">${name(event.group.title, 90)}</a><div class="sub">${nameOrNone(view, event.errorType, 60)} ${nameOrNone(view, event.status, 20)}</div></td>`
  const time = (at: number): Markup => {
    const { format } = view.messages
    const today = format.time(at, view.timezone, view.now) === format.time(at, view.timezone, at)
    const clock = html`<time datetime="${isoUtc(at)}">${clockTime(at, view.timezone)}</time>`
    return today
      ? clock
      : html`${clock}<div class="sub">${format.day(isoMinute(at, view.timezone).slice(0, 10))}</div>`
  }
  const row = (event: EventRow): Markup =>
    html`<tr><td class="fit">${time(event.time)} ${event.late ? badge(messages.late, 'note') : ''}</td>${group(event)}<td class="fit"><span class="mono">${name(event.requestId, 80)}</span>${copyButton(view, event.requestId)}</td><td class="names">${nameOrNone(view, event.model, 60)}<div class="sub">${nameOrNone(view, event.keyName, 60)}</div></td><td class="wide">${messageCell(event)}</td></tr>`
  return scrolling(
    messages.events,
    html`<table class="stacks"><thead><tr><th scope="col" class="fit">${messages.time}</th>${grouped ? '' : html`<th scope="col">${messages.group}</th>`}<th scope="col">${messages.requestId}</th><th scope="col">${view.locale.messages.format.list([messages.model, messages.key])}</th><th scope="col">${messages.message}</th></tr></thead><tbody>${rows.map(row)}</tbody></table>`,
  )
}
