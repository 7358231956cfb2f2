import { createHash } from 'node:crypto'
import type {
  AlertNotification,
  AlertView,
  Notification,
  SystemNotification,
} from '../../domain/notification.ts'
import { HOUR_MS } from '../../domain/units.ts'
import { isoUtc } from '../../i18n/format.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { noticeText } from '../../i18n/notice-text.ts'
import { alertStory, isFiring, storyLine } from '../../render/alert-story.ts'
import { clean, cut, oneLine, webAddress } from '../../render/escape.ts'
import { headline } from '../../render/headline.ts'

type Texts = Readonly<Record<string, string>>

/** An alert as Alertmanager's API v2 takes it. Times in RFC 3339. */
export interface PostableAlert {
  readonly labels: Texts
  readonly annotations: Texts
  readonly startsAt: string
  readonly endsAt: string
}

/** How long Alertmanager believes that an alert fires, told no more of it, milliseconds: three times the resend. */
const believedMs = 900_000
/** A word of Lookout's own has no end; Alertmanager shows it for this long, milliseconds. */
const noticeMs = HOUR_MS

/** Alertmanager drops labels with an empty value itself; a line break in one helps nobody. */
const filled = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([name, value]) => [name, oneLine(value)] as const)
      .filter(([, value]) => value !== ''),
  )

const alertTexts = (
  notification: AlertNotification,
  alert: AlertView,
  now: number,
  messages: Messages,
): { readonly labels: Texts; readonly annotations: Texts } => {
  const alone: AlertNotification = { ...notification, alert, others: [] }
  const story = alertStory(alone, now, messages)
  const sample =
    isFiring(alone) && alert.sample ? cut(clean(alert.sample.message).trim(), 2000) : ''
  const aliases = Object.entries(alert.shown).filter(
    ([name, alias]) => alias !== alert.labels[name],
  )
  return {
    labels: filled({
      ...alert.labels,
      alertname: alert.rule,
      severity: alert.severity,
      instance: notification.instance,
    }),
    annotations: {
      ...filled({
        ...Object.fromEntries(aliases.map(([name, alias]) => [`${name}_name`, alias])),
        summary: headline(alone, messages),
        description: [storyLine(story, messages), ...story.rest].join(messages.clauseBreak),
        runbook_url: webAddress(alert.runbookUrl) ?? '',
        lookout_alert: alert.id,
        lookout_notification: notification.id,
      }),
      ...(sample === '' ? {} : { example: sample }),
    },
  }
}

const alertTimes = (
  { reason, createdAt }: AlertNotification,
  { startedAt, endedAt }: AlertView,
  now: number,
): { readonly startsAt: number; readonly endsAt: number } => ({
  startsAt: startedAt,
  // An end before the start would be refused.
  endsAt: isFiring({ reason }) ? now + believedMs : Math.max(endedAt ?? createdAt, startedAt),
})

const noticeTexts = (notification: SystemNotification, messages: Messages) => ({
  labels: filled({
    alertname: 'LookoutNotice',
    severity: notification.severity,
    instance: notification.instance,
    notice: notification.id,
  }),
  annotations: {
    ...filled({ summary: headline(notification, messages), lookout_notification: notification.id }),
    description: clean(
      noticeText(notification.notice, messages, notification.timezone).lines.join('\n'),
    ).trim(),
  },
})

/**
 * A notification as alerts for `POST /api/v2/alerts`. An alert that fires ends in a quarter of an hour unless it is
 * posted again before, as Prometheus does it; one that is over carries its end. Null for digests and reports: they
 * are no alerts. `now` in epoch milliseconds.
 */
export const postableAlerts = (
  notification: Notification,
  now: number,
  messages: Messages = english.messages,
): readonly PostableAlert[] | null => {
  if (notification.kind === 'system') {
    const startsAt = isoUtc(notification.createdAt)
    const endsAt = isoUtc(Math.max(now, notification.createdAt) + noticeMs)
    return [{ ...noticeTexts(notification, messages), startsAt, endsAt }]
  }
  if (notification.kind !== 'alert') return null
  return [notification.alert, ...notification.others].map((alert) => {
    const { startsAt, endsAt } = alertTimes(notification, alert, now)
    return {
      ...alertTexts(notification, alert, now, messages),
      startsAt: isoUtc(startsAt),
      endsAt: isoUtc(endsAt),
    }
  })
}

/** Go's zero time: what Alertmanager writes for an alert that has not ended. */
const never = '0001-01-01T00:00:00Z'

const fingerprintOf = (labels: Texts): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
    .slice(0, 16)

/** The texts that all of them share. */
const common = (all: readonly Texts[]): Texts =>
  Object.fromEntries(
    Object.entries(all[0] ?? {}).filter(([name, value]) =>
      all.every((each) => each[name] === value),
    ),
  )

const firing = (notification: Notification): boolean =>
  notification.kind === 'system' || (notification.kind === 'alert' && isFiring(notification))

const groupOf = (notification: Notification): { readonly key: string; readonly labels: Texts } =>
  notification.kind === 'alert' ? notification.group : { key: notification.kind, labels: {} }

/**
 * A notification in the JSON of Alertmanager's webhooks, version 4, so that what receives those can receive this.
 * Digests and reports have no alerts in it; `lookout` holds every notification whole.
 */
export const webhookJson = (
  notification: Notification,
  receiver: string,
  now: number,
  messages: Messages = english.messages,
) => {
  const alerts = (postableAlerts(notification, now, messages) ?? []).map((alert) => ({
    status: firing(notification) ? 'firing' : 'resolved',
    labels: alert.labels,
    annotations: alert.annotations,
    startsAt: alert.startsAt,
    endsAt: firing(notification) ? never : alert.endsAt,
    generatorURL: '',
    fingerprint: fingerprintOf(alert.labels),
  }))
  const group = groupOf(notification)
  return {
    version: '4',
    groupKey: group.key,
    truncatedAlerts: 0,
    status: firing(notification) ? 'firing' : 'resolved',
    receiver,
    groupLabels: group.labels,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: '',
    alerts,
    lookout: notification,
  }
}
