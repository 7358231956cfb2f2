import type { AlertNotification } from '../../domain/notification.ts'
import type { Words } from '../../i18n/locale.ts'
import { alertStory, howUnusual, isFiring } from '../../render/alert-story.ts'
import { shortLine } from '../../render/escape.ts'
import { formatClock, formatNumber } from '../../render/format.ts'
import { otherAlerts, whatFails } from '../../render/headline.ts'
import { alertCounts, firstRows, shownName } from '../../render/rows.ts'
import { alertSample } from '../../render/sample-text.ts'
import {
  codeBox,
  columns,
  countsTable,
  lead,
  type Markup,
  note,
  paragraph,
  subtitle,
  title,
} from './email-parts.ts'
import { causeMarkup } from './email-words.ts'

/** Longest example in a mail, UTF-16 units. */
const longestSample = 4000

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const sampleParts = (notification: AlertNotification, words: Words): readonly Markup[] => {
  const { alert, timezone } = notification
  if (alert.sample === null) return []
  const { time, model, keyName, requestId } = alert.sample
  const about = [
    formatClock(time, timezone),
    `${words.model} ${shownName(model, words)}`,
    `${words.key} ${shownName(keyName, words)}`,
    `${words.request} ${shortLine(requestId)}`,
  ]
  return [
    subtitle(words.example),
    note(about.join(words.separator)),
    codeBox(alertSample(alert, longestSample, words)),
  ]
}

const othersParts = (notification: AlertNotification, words: Words): readonly Markup[] => {
  const { rows, more } = firstRows(otherAlerts(notification, words), 10)
  if (rows.length === 0) return []
  const rest = more === 0 ? [] : [words.andMore(formatNumber(more, words))]
  return [subtitle(words.others), note(...rows, ...rest)]
}

/** The body of an alert's mail. */
export const alertMarkup = (
  notification: AlertNotification,
  now: number,
  words: Words,
): readonly Markup[] => {
  const { alert } = notification
  const story = alertStory(notification, now, words)
  const unusual = howUnusual(notification, words)
  const tables = alertCounts(alert, words).map(({ title: heading, counts }) =>
    countsTable(heading, counts, 5, words),
  )
  const why = causeMarkup(notification, words)
  if (notification.followUp === true)
    return [title(words.causeHead(whatFails(alert, words))), ...why]
  return [
    title(capital(whatFails(alert, words))),
    lead(story.lead, story.against === '' ? '' : ` ${words.dash} ${story.against}`),
    ...(story.rest.length === 0 ? [] : [paragraph(story.rest.join(words.gap))]),
    ...(unusual === '' ? [] : [note(unusual)]),
    ...why,
    ...othersParts(notification, words),
    ...(tables.length === 0 ? [] : [columns(tables)]),
    ...(alert.groups.length === 0 ? [] : [countsTable(words.groups, alert.groups, 5, words)]),
    ...(isFiring(notification) ? sampleParts(notification, words) : []),
  ]
}
