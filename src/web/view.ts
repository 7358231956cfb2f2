import { html } from 'hono/html'
import type { Locale, PageWords } from '../i18n/locale.ts'
import { shortLine } from '../render/escape.ts'
import { formatTime, isoUtc } from '../render/format.ts'
import { shownName } from '../render/rows.ts'

/** Escaped HTML: what stands in `${}` is escaped unless it is Markup itself. */
export type Markup = ReturnType<typeof html>

/** What every page is drawn with. Times in epoch milliseconds. */
export interface View {
  readonly locale: Locale
  /** What the page itself says. */
  readonly words: PageWords
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

/** Making a formatter takes far longer than using it, and a page shows hundreds of numbers. */
const formats = new Map<string, Intl.NumberFormat>()

const format = (locale: string, digits: 0 | 1): Intl.NumberFormat => {
  const key = `${locale} ${digits}`
  const made = formats.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
  formats.set(key, made)
  return made
}

export const number = (view: View, value: number): string =>
  format(view.words.locale, value < 10 ? 1 : 0).format(value)

/** A share from 0 to 1; what is not nothing is never shown as 0. */
export const share = (view: View, value: number): string =>
  new Intl.NumberFormat(view.words.locale, {
    style: 'percent',
    maximumSignificantDigits: value < 0.1 ? 2 : 3,
  }).format(value)

/** In one unit, rounded down: a glance needs no more. */
export const duration = ({ words }: View, ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 90) return words.seconds(seconds)
  if (seconds < 90 * 60) return words.minutes(Math.round(seconds / 60))
  if (seconds < 36 * 3600) return words.hours(Math.round(seconds / 3600))
  return words.days(Math.round(seconds / 86_400))
}

/** A moment as people read it, with the exact one for machines and for the pointer. */
export const moment = (view: View, at: number): Markup =>
  html`<time datetime="${isoUtc(at)}" title="${isoUtc(at)}">${formatTime(at, view.timezone, view.now)}</time>`

/** How long ago a moment was, with the moment itself behind it. */
export const ago = (view: View, at: number): Markup =>
  html`<time datetime="${isoUtc(at)}" title="${formatTime(at, view.timezone)} ${view.timezone}">${view.words.ago(duration(view, view.now - at))}</time>`

/** A name as others wrote it, on one line. */
export const name = (text: string, most = 120): string => shortLine(text, most)

/** The same for a name that may be missing. */
export const nameOrNone = ({ locale }: View, text: string | null, most = 120): string =>
  shownName(text, locale.messages, most)
