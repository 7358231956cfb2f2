import type { AlertRecord } from '../domain/alert.ts'
import type { AlertReason } from '../domain/notification.ts'
import { type GroupMember, isOver, waitingForGroup } from './alert-group.ts'

/** Why an alert is held back now, as text; null if it is not. Called once for each alert and evaluation. */
export interface Mutes {
  readonly silenced: string | null
  readonly inhibited: string | null
  readonly quiet: string | null
}

export interface Decision {
  /** Null: it leaves the group. */
  readonly member: GroupMember | null
  readonly reason: string
}

/**
 * An outage's last failures arrive slowly: an alert that it inhibited is only sent if it outlives it by this,
 * milliseconds.
 */
const inhibitLinger = 300_000

const leaves = (reason: string): Decision => ({ member: null, reason })
const stays = (member: GroupMember): Decision => ({ member, reason: member.why })

const over = (known: GroupMember | undefined, latest: GroupMember, mutes: Mutes): Decision => {
  // Fired and resolved while waiting: one message says both. An alert that was held back stays so.
  if (latest.told.length === 0 && known?.why !== waitingForGroup)
    return leaves('resolved before anybody was notified')
  // Whoever was notified that it fires is notified that it resolved, silenced or not; a mute time may delay that.
  return stays({ ...latest, why: mutes.quiet ?? waitingForGroup })
}

const inhibition = (
  known: GroupMember | undefined,
  { inhibited }: Mutes,
  now: number,
): Pick<GroupMember, 'why' | 'inhibitedAt'> | null => {
  if (inhibited !== null) return { why: inhibited, inhibitedAt: now }
  const before = known?.inhibitedAt ?? null
  // An alert that was sent before the outage began is not sent again when it ends.
  if (before === null || now - before >= inhibitLinger || now < before) return null
  return { why: known?.why ?? '', inhibitedAt: before }
}

/**
 * Decides about one alert of a group: send it, hold it back, or drop it, and why. `told`: channels that were notified
 * of it before, under this route or another. `reason`: from the rules; null for nothing new. Pure.
 */
export const decide = (
  known: GroupMember | undefined,
  alert: AlertRecord,
  shared: GroupMember['shared'],
  notified: readonly string[],
  reason: AlertReason | null,
  mutes: Mutes,
  now: number,
): Decision => {
  const waiting = known?.pending ?? null
  const base = { alert, shared, told: notified, inhibitedAt: null }
  const ended = isOver(reason) ? reason : isOver(waiting) ? waiting : null
  if (ended !== null) return over(known, { ...base, pending: ended, why: '' }, mutes)
  const inhibited = inhibition(known, mutes, now)
  if (mutes.silenced !== null) return stays({ ...base, pending: null, why: mutes.silenced })
  if (inhibited !== null) return stays({ ...base, pending: null, ...inhibited })
  if (mutes.quiet !== null) return stays({ ...base, pending: null, why: mutes.quiet })
  const again = reason === 'first seen' ? null : (reason ?? waiting)
  const pending = notified.length === 0 ? 'first seen' : again === 'first seen' ? null : again
  return stays({ ...base, pending, why: pending === null ? '' : waitingForGroup })
}

/** An alert whose route names no channel stays in its group, so that its routing can be seen. */
export const toNobody = (
  alert: AlertRecord,
  shared: GroupMember['shared'],
  reason: AlertReason | null,
): Decision => {
  const why = 'routed to no channel'
  const member = { alert, shared, told: [], pending: null, why, inhibitedAt: null }
  return isOver(reason) ? leaves(why) : stays(member)
}
