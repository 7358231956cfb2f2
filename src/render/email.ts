import type { Notification, Severity } from '../notifying/notification.ts'
import { alertMarkup } from './email-alert.ts'
import { factsMarkup } from './email-facts.ts'
import { emailHeaders } from './email-headers.ts'
import { type Markup, mailPage, paragraph, title } from './email-parts.ts'
import { emailText } from './email-text.ts'
import { shortLine, shortText } from './escape.ts'
import { headline } from './headline.ts'
import { waitedWords } from './waited.ts'
import { english, type Words } from './words.en.ts'

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

const body = (notification: Notification, now: number, words: Words): readonly Markup[] => {
  switch (notification.kind) {
    case 'alert':
      return alertMarkup(notification, now, words)
    case 'digest':
    case 'report':
      return factsMarkup(notification, words)
    case 'system':
      return [
        title(shortLine(notification.title)),
        ...shortText(notification.text, longestText)
          .split(/\n+/)
          .filter((line) => line.trim() !== '')
          .slice(0, mostParagraphs)
          .map((line) => paragraph(line.trim())),
      ]
  }
}

/**
 * A notification as a mail: subject, HTML, the same as plain text, and the headers that go with it. `from` is the
 * sender's address (its domain ends the Message-ID). `now` in epoch milliseconds, for "minutes ago" and late messages.
 */
export const renderEmail = (
  notification: Notification,
  now: number,
  options: { readonly from: string; readonly listDomain?: string },
  words: Words = english,
): EmailMessage => {
  const subject = headline(notification, words)
  const text = emailText(notification, now, words)
  const waited = waitedWords(notification, now, words)
  const page = mailPage({
    title: subject,
    // The first sentence below the headline: what an inbox shows beside the subject.
    preview: text.split('\n').slice(2, 4).join(' '),
    locale: words.locale,
    ...band(notification, words),
    body: body(notification, now, words),
    footer: [
      ...(waited === null ? [] : [waited]),
      words.footer(shortLine(notification.instance)),
      words.idNote(shortLine(notification.id)),
    ],
  })
  return { subject, html: String(page), text, headers: emailHeaders(notification, options) }
}
