import { html } from 'hono/html'
import { matchersText } from '../../routing/matcher.ts'
import { type Silence, type SilenceState, silenceState } from '../../routing/silence.ts'
import { badge, card, formToken, scrolling } from '../markup.ts'
import { link, type Markup, moment, name, type View } from '../view.ts'
import { type SilenceDraft, silenceForm } from './silence-form.ts'

export interface SilencesData {
  readonly silences: readonly Silence[]
  /** Ids of the alerts that are not resolved. */
  readonly open: ReadonlySet<string>
  readonly draft: SilenceDraft
  readonly notice: { readonly text: string; readonly good: boolean } | null
}

const tones = { pending: 'note', active: 'warn', over: '' } as const

const order: readonly SilenceState[] = ['active', 'pending', 'over']

const row = (view: View, silence: Silence, state: SilenceState): Markup => {
  const { messages } = view
  const about =
    silence.alerts === null
      ? html`<span class="mono">${name(matchersText(silence.matchers), 400)}</span>`
      : messages.onlyAcknowledged({ count: silence.alerts.length })
  const end =
    state === 'over'
      ? ''
      : html`<form method="post" action="${link(view, `/silences/${encodeURIComponent(silence.id)}/end`)}">${formToken(view)}<button class="quiet" aria-label="${messages.endNow}: ${name(silence.reason, 80)}">${messages.endNow}</button></form>`
  return html`<tr><td class="fit">${badge(messages.silenceStates[state], tones[state])}</td><td class="wide">${about}</td><td>${name(silence.author)}<div class="sub">${name(silence.reason, 300)}</div></td><td class="fit">${silence.endsAt === null ? messages.untilResolved : moment(view, silence.endsAt)}</td><td class="fit">${end}</td></tr>`
}

/** Who silenced what, why and until when; and the form for another one. */
export const silencesPage = (view: View, data: SilencesData): Markup => {
  const { messages } = view
  const states = data.silences.map((silence) => ({
    silence,
    state: silenceState(silence, view.now, data.open),
  }))
  const rows = order.flatMap((wanted) =>
    states
      .filter(({ state }) => state === wanted)
      .sort((a, b) => b.silence.createdAt - a.silence.createdAt)
      .slice(0, 100)
      .map(({ silence, state }) => row(view, silence, state)),
  )
  const table =
    rows.length === 0
      ? html`<p class="empty">${messages.noSilences}</p>`
      : scrolling(
          messages.silences,
          html`<table class="stacks"><thead><tr><th scope="col" class="fit">${messages.state}</th><th scope="col">${messages.matchers}</th><th scope="col">${messages.reason}</th><th scope="col" class="fit">${messages.until}</th><td></td></tr></thead><tbody>${rows}</tbody></table>`,
        )
  const notice =
    data.notice === null
      ? ''
      : html`<p class="notice ${data.notice.good ? 'good' : 'bad'}" role="status">${data.notice.text}</p>`
  return html`<div class="title"><h1>${messages.silences}</h1></div>${notice}
<div class="columns"><div><div class="card">${table}</div></div><div>${card(messages.silence, html`<div class="body">${silenceForm(view, data.draft)}</div>`)}</div></div>`
}
