import { html } from 'hono/html'
import { link, type Markup, type View } from '../view.ts'

/** The form that asks for the token; `next` is where it leads afterwards. */
export const signInPage = (view: View, problem: string, next: string): Markup => {
  const { messages } = view
  const notice = problem === '' ? '' : html`<p class="notice bad" role="alert">${problem}</p>`
  return html`<section class="card"><form class="body stack" method="post" action="${link(view, '/sign-in')}">
<h1>${messages.signIn}</h1>${notice}
<input type="hidden" name="next" value="${next}">
<label>${messages.token}<input type="password" name="token" required autofocus autocomplete="current-password" maxlength="1000"><span>${messages.tokenHint}</span></label>
<div><button class="main">${messages.signIn}</button></div></form></section>`
}

/** A page that says why there is nothing to see. */
export const noticePage = (view: View, title: string, text: string): Markup =>
  html`<section class="card"><div class="body"><h1>${title}</h1><p class="soft">${text}</p><p><a href="${link(view, '/')}">${view.messages.now}</a></p></div></section>`
