import type { Notification, Severity, SystemNotification } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { noticeText } from '../../i18n/notice-text.ts'
import type { MailChart } from '../../render/charts/mail-chart-base.ts'
import { shortLine, shortText } from '../../render/escape.ts'
import { headline } from '../../render/headline.ts'
import { type Links, linksOf } from '../../render/links.ts'
import { waitedText } from '../../render/waited.ts'
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
  messages: Messages,
): { readonly colour: string; readonly band: string } => {
  const instance = shortLine(notification.instance)
  switch (notification.kind) {
    case 'alert': {
      const over = notification.reason.startsWith('resolved')
      const { severity } = notification.alert
      return {
        colour: over ? calmColour : severityColours[severity],
        band: [messages.reasons[notification.reason], messages.severities[severity], instance].join(
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
        band: `${messages.severities[notification.severity]} · ${instance}`,
      }
  }
}

const body = (
  notification: Notification,
  now: number,
  messages: Messages,
  pictures: Pictures,
): readonly Markup[] => {
  switch (notification.kind) {
    case 'alert':
      return alertMarkup(notification, now, messages)
    case 'digest':
    case 'report':
      return factsMarkup(notification, messages, pictures)
    case 'system':
      return noticeMarkup(notification, messages)
  }
}

const noticeMarkup = (
  { notice, timezone }: SystemNotification,
  messages: Messages,
): readonly Markup[] => {
  const { title: head, lines } = noticeText(notice, messages, timezone)
  return [
    title(shortLine(head)),
    ...shortText(lines.join('\n'), longestText)
      .split(/\n+/)
      .filter((line) => line.trim() !== '')
      .slice(0, mostParagraphs)
      .map((line) => paragraph(line.trim())),
  ]
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
  messages: Messages = english.messages,
): EmailMessage => {
  const { links = {}, charts = [] } = options
  const subject = headline(notification, messages)
  const text = emailText(notification, now, messages, links)
  const waited = waitedText(notification, now, messages)
  const page = mailPage({
    title: subject,
    // The first sentence below the headline: what an inbox shows beside the subject.
    preview: text.split('\n').slice(2, 4).join(' '),
    locale: messages.locale,
    ...band(notification, messages),
    body: [
      ...body(notification, now, messages, picturesOf(notification, charts)),
      ...buttons(linksOf(notification, links, messages)),
    ],
    footer: [
      ...(waited === null ? [] : [waited]),
      messages.footer({ instance: shortLine(notification.instance) }),
    ],
  })
  return { subject, html: String(page), text, headers: emailHeaders(notification, options) }
}
