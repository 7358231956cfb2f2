import { html } from 'hono/html'
import { isoMinute, isoUtc } from '../i18n/format.ts'
import type { Locale, PageMessages } from '../i18n/locale.ts'
import { shortLine } from '../render/escape.ts'
import { shownName } from '../render/rows.ts'

/** Escaped HTML: what stands in `${}` is escaped unless it is Markup itself. */
export type Markup = ReturnType<typeof html>

/** What every page is drawn with. Times in epoch milliseconds. */
export interface View {
  readonly locale: Locale
  /** What the page itself says. */
  readonly messages: PageMessages
  /** Path prefix behind a reverse proxy, '' for none; every link begins with it. */
  readonly base: string
  readonly instance: string
  readonly timezone: string
  readonly now: number
  /** Proves that a form was sent from a page of ours. */
  readonly formToken: string
  /** Whether there is something to sign out of. */
  readonly signedIn: boolean
}

/** The address of a page: parameters that are empty are left out, so that shared links stay short. */
export const link = (
  view: Pick<View, 'base'>,
  path: string,
  params: Readonly<Record<string, string | number | undefined>> = {},
): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `${view.base}${path}${text === '' ? '' : `?${text}`}`
}

/** Above ten whole, below with a digit. */
export const number = (view: View, value: number): string =>
  view.messages.format.number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))

/** A share from 0 to 1; what is not nothing is never shown as 0. */
export const share = (view: View, value: number): string => view.messages.format.share(value)

/** In one unit: a glance needs no more. */
export const duration = (view: View, ms: number): string => view.messages.format.roughly(ms)

/** A moment as people read it, with the exact one for machines and for the pointer. */
export const moment = (view: View, at: number): Markup =>
  html`<time datetime="${isoUtc(at)}" title="${isoUtc(at)}">${view.messages.format.time(at, view.timezone, view.now)}</time>`

/** How long ago a moment was, with the moment itself behind it. */
export const ago = (view: View, at: number): Markup =>
  html`<time datetime="${isoUtc(at)}" title="${isoMinute(at, view.timezone)} ${view.timezone}">${view.locale.messages.ago({ duration: duration(view, view.now - at) })}</time>`

/** A name as others wrote it, on one line. */
export const name = (text: string, most = 120): string => shortLine(text, most)

/** The same for a name that may be missing. */
export const nameOrNone = ({ locale }: View, text: string | null, most = 120): string =>
  shownName(text, locale.messages, most)
