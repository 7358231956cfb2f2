import type { AlertNotification } from '../../domain/notification.ts'
import { clockTime } from '../../i18n/format.ts'
import type { Messages } from '../../i18n/locale.ts'
import { alertStory, howUnusual, isFiring } from '../../render/alert-story.ts'
import { shortLine } from '../../render/escape.ts'
import { otherAlerts, whatFails } from '../../render/headline.ts'
import { knownText } from '../../render/known-failure.ts'
import { alertCounts, firstRows, shownName } from '../../render/rows.ts'
import { alertSample } from '../../render/sample-text.ts'
import { causeMarkup } from './email-explanation.ts'
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

/** Longest example in a mail, UTF-16 units. */
const longestSample = 4000

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const sampleParts = (notification: AlertNotification, messages: Messages): readonly Markup[] => {
  const { alert, timezone } = notification
  if (alert.sample === null) return []
  const { time, model, keyName, requestId } = alert.sample
  const about = [
    clockTime(time, timezone),
    `${messages.model} ${shownName(model, messages)}`,
    `${messages.key} ${shownName(keyName, messages)}`,
    `${messages.request} ${shortLine(requestId)}`,
  ]
  return [
    subtitle(messages.example),
    note(about.join(messages.separator)),
    codeBox(alertSample(alert, longestSample, messages)),
  ]
}

const othersParts = (notification: AlertNotification, messages: Messages): readonly Markup[] => {
  const { rows, more } = firstRows(otherAlerts(notification, messages), 10)
  if (rows.length === 0) return []
  const rest = more === 0 ? [] : [messages.andMore({ count: more })]
  return [subtitle(messages.others), note(...rows, ...rest)]
}

const knownParts = (notification: AlertNotification, messages: Messages): readonly Markup[] => {
  const known = knownText(notification, messages)
  if (known === null) return []
  return [subtitle(known.heading), ...known.lines.map((line) => paragraph(line))]
}

/** The body of an alert's mail. */
export const alertMarkup = (
  notification: AlertNotification,
  now: number,
  messages: Messages,
): readonly Markup[] => {
  const { alert } = notification
  const story = alertStory(notification, now, messages)
  const unusual = howUnusual(notification, messages)
  const tables = alertCounts(alert, messages).map(({ title: heading, counts }) =>
    countsTable(heading, counts, 5, messages),
  )
  const why = causeMarkup(notification, messages)
  if (notification.followUp === true)
    return [title(messages.causeHead({ what: whatFails(alert, messages) })), ...why]
  return [
    title(capital(whatFails(alert, messages))),
    lead(story.lead, story.against === '' ? '' : `${messages.gap}${story.against}`),
    ...(story.rest.length === 0 ? [] : [paragraph(story.rest.join(messages.gap))]),
    ...(unusual === '' ? [] : [note(unusual)]),
    ...why,
    ...knownParts(notification, messages),
    ...othersParts(notification, messages),
    ...(tables.length === 0 ? [] : [columns(tables)]),
    ...(alert.groups.length === 0 ? [] : [countsTable(messages.groups, alert.groups, 5, messages)]),
    ...(isFiring(notification) ? sampleParts(notification, messages) : []),
  ]
}
