import type { Notification, Severity } from '../../domain/notification.ts'
import { english } from '../../i18n/en.ts'
import type { Words } from '../../i18n/locale.ts'
import type { MailChart } from '../../render/charts/mail-chart-base.ts'
import { shortLine, shortText } from '../../render/escape.ts'
import { headline } from '../../render/headline.ts'
import { type Links, linksOf } from '../../render/links.ts'
import { waitedWords } from '../../render/waited.ts'
import { alertMarkup } from './email-alert.ts'
import { factsMarkup, type Pictures } from './email-facts.ts'
import { emailHeaders, safeId } from './email-headers.ts'
import {
  buttons,
  type Markup,
  mailPage,
  paragraph,
  picture,
  subtitle,
  title,
} from './email-parts.ts'
import { emailText } from './email-text.ts'

export interface EmailMessage {
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** Dark enough for white letters, and told apart by the word beside them as well. */
const severityColours: Readonly<Record<Severity, string>> = {
  critical: '#b3261e',
  warning: '#9a5b00',
  info: '#2456a6',
}
/** Of Lookout's own messages, UTF-16 units. */
const longestText = 10_000
const mostParagraphs = 100

const calmColour = '#1e6b3c'
const plainColour = '#34475e'

const band = (
  notification: Notification,
  words: Words,
): { readonly colour: string; readonly band: string } => {
  const instance = shortLine(notification.instance)
  switch (notification.kind) {
    case 'alert': {
      const over = notification.reason.startsWith('resolved')
      const { severity } = notification.alert
      return {
        colour: over ? calmColour : severityColours[severity],
        band: [words.reasons[notification.reason], words.severities[severity], instance].join(
          ' · ',
        ),
      }
    }
    case 'digest':
    case 'report':
      return { colour: notification.facts.total === 0 ? calmColour : plainColour, band: instance }
    case 'system':
      return {
        colour: severityColours[notification.severity],
        band: `${words.severities[notification.severity]} · ${instance}`,
      }
  }
}

const body = (
  notification: Notification,
  now: number,
  words: Words,
  pictures: Pictures,
): readonly Markup[] => {
  switch (notification.kind) {
    case 'alert':
      return alertMarkup(notification, now, words)
    case 'digest':
    case 'report':
      return factsMarkup(notification, words, pictures)
    case 'system':
      return [
        title(shortLine(words.translate(notification.title) ?? notification.title)),
        ...shortText(words.translate(notification.text) ?? notification.text, longestText)
          .split(/\n+/)
          .filter((line) => line.trim() !== '')
          .slice(0, mostParagraphs)
          .map((line) => paragraph(line.trim())),
      ]
  }
}

export interface EmailOptions {
  /** The sender; its domain ends the Message-ID. */
  readonly from: string
  readonly listDomain?: string
  readonly links?: Links
  /** Those that were drawn and come along with the mail, each under its `pictureId`. */
  readonly charts?: readonly MailChart[]
}

/** The Content-ID of a chart in the mail about a notification. */
export const pictureId = (chart: MailChart['id'], notification: Notification): string =>
  `${chart}.${safeId(notification.id)}@lookout`

const picturesOf =
  (notification: Notification, charts: readonly MailChart[]): Pictures =>
  (id) => {
    const chart = charts.find((each) => each.id === id)
    if (chart === undefined) return []
    const { title: says, width, height } = chart
    const shown = picture(pictureId(id, notification), says, width, height)
    // The groups have a heading already.
    return id === 'groups' ? [shown] : [subtitle(says), shown]
  }

/**
 * A notification as a mail: subject, HTML, the same as plain text, and the headers that go with it. `now` in epoch
 * milliseconds, for "minutes ago" and late messages.
 */
export const renderEmail = (
  notification: Notification,
  now: number,
  options: EmailOptions,
  words: Words = english.messages,
): EmailMessage => {
  const { links = {}, charts = [] } = options
  const subject = headline(notification, words)
  const text = emailText(notification, now, words, links)
  const waited = waitedWords(notification, now, words)
  const page = mailPage({
    title: subject,
    // The first sentence below the headline: what an inbox shows beside the subject.
    preview: text.split('\n').slice(2, 4).join(' '),
    locale: words.locale,
    ...band(notification, words),
    body: [
      ...body(notification, now, words, picturesOf(notification, charts)),
      ...buttons(linksOf(notification, links, words)),
    ],
    footer: [
      ...(waited === null ? [] : [waited]),
      words.footer(shortLine(notification.instance)),
      words.idNote(shortLine(notification.id)),
    ],
  })
  return { subject, html: String(page), text, headers: emailHeaders(notification, options) }
}
