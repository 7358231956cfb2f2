import { createHash } from 'node:crypto'
import type { AlertRecord } from '../domain/alert.ts'
import type { AlertReason, Severity } from '../domain/notification.ts'
import { type AlertGroup, isOver, waitingForGroup } from './alert-group.ts'
import { alertName } from './alert-labels.ts'
import type { Target } from './route.ts'

/** One message about alerts that are sent together, before its text is composed. */
export interface PlannedNotification {
  /** Its idempotency key. */
  readonly id: string
  readonly reason: AlertReason
  /** The most severe first; at least one. */
  readonly alerts: readonly AlertRecord[]
  readonly channels: readonly string[]
  /** Messages with the same order key are sent in order. */
  readonly orderKey: string
  readonly group: { readonly key: string; readonly labels: Readonly<Record<string, string>> }
  /** Only a refresh for Alertmanager of an alert that still fires; repeat intervals do not count it. */
  readonly resend: boolean
}

export interface FlushOptions {
  /** Time between two evaluations, milliseconds. */
  readonly evaluationIntervalMs: number
  /** Channels that must get a firing alert again and again, and how often, milliseconds. */
  readonly resend: readonly string[]
  readonly resendMs: number
}

/** More than this in one message is unreadable: the rest goes into a second one. */
const mostInOne = 50

const grave: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 }

const byGravity = (a: AlertRecord, b: AlertRecord): number =>
  grave[a.severity] - grave[b.severity] ||
  b.peak - a.peak ||
  (`${alertName(a)} ${a.id}` < `${alertName(b)} ${b.id}` ? -1 : 1)

const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** A group's key as part of an id and of an order key. */
const orderKeyOf = (key: string): string => `group-${hash(key)}`

const plan = (
  { key, labels }: AlertGroup,
  reason: AlertReason,
  alerts: readonly AlertRecord[],
  about: Pick<PlannedNotification, 'channels' | 'resend'>,
  now: number,
): readonly PlannedNotification[] =>
  chunks(alerts.toSorted(byGravity), mostInOne).map((part) => ({
    id: `alert-${hash([key, reason, about.resend, ...part.map(({ id }) => id)].join('\n'))}-${now}`,
    reason,
    alerts: part,
    orderKey: orderKeyOf(key),
    group: { key, labels },
    ...about,
  }))

/**
 * When the group's next message is due. Nothing can join it before the next evaluation, so a wait that ends before then
 * has no effect: the message goes at once.
 */
const dueAt = (group: AlertGroup, target: Target, now: number): number => {
  const interval = group.flushedAt === null ? now : group.flushedAt + target.groupInterval
  const fresh = Math.max(now + target.groupWait, interval)
  // A clock that was set back must not hold a message for longer than its own wait.
  return Math.min(group.waitUntil ?? fresh, now + Math.max(target.groupWait, target.groupInterval))
}

const resends = (
  group: AlertGroup,
  target: Target,
  options: FlushOptions,
  now: number,
): { readonly group: AlertGroup; readonly queue: readonly PlannedNotification[] } => {
  const channels = target.channels.filter((name) => options.resend.includes(name))
  const alerts = group.members
    .filter(({ told: notified, pending }) => notified.length > 0 && !isOver(pending))
    .map(({ alert }) => alert)
  if (channels.length === 0 || alerts.length === 0) return { group, queue: [] }
  const last = group.resentAt ?? group.flushedAt ?? now
  // Rather half an evaluation early than half of one late.
  if (Math.abs(now - last) < options.resendMs - options.evaluationIntervalMs / 2)
    return { group: { ...group, resentAt: last }, queue: [] }
  const queue = plan(group, 'still firing', alerts, { channels, resend: true }, now)
  return { group: { ...group, resentAt: now }, queue }
}

/**
 * Sends what a group has to report, if it is due: one message for each reason; marks sent alerts and removes ended
 * ones.
 */
export const flush = (
  group: AlertGroup,
  target: Target,
  options: FlushOptions,
  now: number,
): { readonly group: AlertGroup; readonly queue: readonly PlannedNotification[] } => {
  const ready = group.members.filter(({ pending, why }) => pending && why === waitingForGroup)
  if (ready.length === 0) return resends({ ...group, waitUntil: null }, target, options, now)
  const due = dueAt(group, target, now)
  if (due - now >= options.evaluationIntervalMs && due > now)
    return resends({ ...group, waitUntil: due }, target, options, now)
  const reasons = [...new Set(ready.map(({ pending }) => pending))].filter((each) => each !== null)
  const queue = reasons.flatMap((reason) =>
    plan(
      group,
      reason,
      ready.filter(({ pending }) => pending === reason).map(({ alert }) => alert),
      { channels: target.channels, resend: false },
      now,
    ),
  )
  const members = group.members
    .filter((member) => !(ready.includes(member) && isOver(member.pending)))
    .map((member) =>
      ready.includes(member)
        ? { ...member, told: target.channels, pending: null, why: '' }
        : member,
    )
  const sent = { ...group, members, flushedAt: now, waitUntil: null, resentAt: now }
  return { group: sent, queue }
}
