import { html, raw } from 'hono/html'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import { formToken } from '../markup.ts'
import { duration, link, type Markup, type View } from '../view.ts'

/** How long a silence may last, milliseconds. */
export const silenceDurations: readonly number[] = [
  HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  DAY_MS,
  72 * HOUR_MS,
  168 * HOUR_MS,
]

/** The values in the form; after a refusal, what was typed. */
export interface SilenceDraft {
  readonly matchers: string
  readonly duration?: number
  readonly author?: string
  readonly reason?: string
}

export const silenceForm = (view: View, draft: SilenceDraft): Markup => {
  const { messages } = view
  const chosen = draft.duration ?? 4 * HOUR_MS
  return html`<form class="stack" method="post" action="${link(view, '/silences')}">${formToken(view)}
<label>${messages.matchers}<textarea name="matchers" rows="2" class="mono" required maxlength="2000" spellcheck="false">${draft.matchers}</textarea><span>${messages.matchersHint}</span></label>
<div class="row"><label>${messages.duration}<select name="duration">${silenceDurations.map((ms) => html`<option value="${ms}" ${ms === chosen ? raw('selected') : ''}>${duration(view, ms)}</option>`)}</select></label><label>${messages.author}<input name="author" required maxlength="100" value="${draft.author ?? ''}" autocomplete="name"></label></div>
<label>${messages.reason}<input name="reason" required maxlength="300" value="${draft.reason ?? ''}"></label>
<div><button class="main">${messages.silence}</button></div></form>`
}
