import type { AlertRecord } from '../domain/alert.ts'
import type { AlertUpdate } from '../rules/engine.ts'
import type { AlertGroup, GroupChange, GroupMember } from './alert-group.ts'
import { alertLabels } from './alert-labels.ts'
import { decide, type Mutes, toNobody } from './decide.ts'
import { type FlushOptions, flush, type PlannedNotification } from './flush.ts'
import { createInhibitor, type Derived, type InhibitRule, inhibitedReason } from './inhibit.ts'
import { createMuter, type MuteTime } from './mute-time.ts'
import { createRouter, type DefaultRoute, type Target } from './route.ts'
import { createSilencer, type Silence, silencedReason } from './silence.ts'

export interface DispatchConfig extends FlushOptions {
  readonly route: DefaultRoute
  readonly muteTimes: readonly MuteTime[]
  readonly inhibit: readonly InhibitRule[]
  readonly timezone: string
}

export interface DispatchInput {
  /** What the rules want to notify of. */
  readonly updates: readonly AlertUpdate[]
  /** Every alert that is firing after this evaluation. */
  readonly firing: readonly AlertRecord[]
  readonly silences: readonly Silence[]
  /** As the last dispatch left them. */
  readonly groups: readonly AlertGroup[]
  readonly derived: Derived
  readonly config: DispatchConfig
  /** Epoch milliseconds. */
  readonly now: number
}

export interface Dispatched {
  readonly queue: readonly PlannedNotification[]
  /** Changed groups. */
  readonly groups: readonly GroupChange[]
  /** Alerts that are held back for a different reason than at the last evaluation, or dropped unsent. */
  readonly muted: readonly { readonly alert: AlertRecord; readonly reason: string }[]
}

const groupOf = (
  target: Target,
  alert: AlertRecord,
): Pick<AlertGroup, 'key' | 'route' | 'labels'> => {
  const values = alertLabels(alert)
  const labels = Object.fromEntries(target.groupBy.map((name) => [name, values[name]?.[0] ?? '']))
  return { key: `${target.route} ${JSON.stringify(labels)}`, route: target.route, labels }
}

const createMutes = (input: DispatchInput, derived: Derived): ((alert: AlertRecord) => Mutes) => {
  const { config, now } = input
  const silencer = createSilencer(input.silences, now)
  const inhibitor = createInhibitor(config.inhibit, input.firing, derived)
  const muter = createMuter(config.muteTimes, now, config.timezone)
  return (alert) => {
    const silence = silencer(alert)
    const source = inhibitor(alert)
    const quiet = muter(alert.severity, alertLabels(alert))
    return {
      silenced: silence === null ? null : silencedReason(silence),
      inhibited: source === null ? null : inhibitedReason(source),
      quiet: quiet === null ? null : `muted: ${quiet}`,
    }
  }
}

/**
 * Alerts to decide about: those that fire, those that have just resolved, and those whose end has not been sent yet.
 */
const subjects = ({ updates, firing, groups }: DispatchInput): ReadonlyMap<string, AlertRecord> => {
  const waiting = groups.flatMap(({ members }) =>
    members.filter(({ pending }) => pending?.startsWith('resolved')).map(({ alert }) => alert),
  )
  const all = [...waiting, ...firing, ...updates.map(({ alert }) => alert)]
  return new Map(all.map((alert) => [alert.id, alert]))
}

const notifiedBefore = (groups: readonly AlertGroup[]): ReadonlyMap<string, readonly string[]> => {
  const notified = new Map<string, readonly string[]>()
  for (const { members } of groups)
    for (const member of members)
      notified.set(member.alert.id, [...(notified.get(member.alert.id) ?? []), ...member.told])
  return notified
}

/** Kept from when it fired: later its window may be empty or unreadable. */
const sharedOf = ({ groups, derived }: DispatchInput): Derived =>
  new Map([
    ...groups.flatMap(({ members }) =>
      members.map(({ alert, shared }) => [alert.id, shared] as const),
    ),
    ...derived,
  ])

interface OpenGroup {
  readonly target: Target
  /** Its stored form, or that of a new one. */
  readonly group: AlertGroup
  readonly members: GroupMember[]
}

/** Decides about every alert in every group it belongs to. `left`: those that are dropped unsent. */
const gather = (
  input: DispatchInput,
  stored: ReadonlyMap<string, AlertGroup>,
): { readonly open: ReadonlyMap<string, OpenGroup>; readonly left: Dispatched['muted'] } => {
  const shared = sharedOf(input)
  const mutesOf = createMutes(input, shared)
  const targetsOf = createRouter(input.config.route)
  const notified = notifiedBefore(input.groups)
  const reasons = new Map(input.updates.map(({ alert, reason }) => [alert.id, reason]))
  const open = new Map<string, OpenGroup>()
  const left: { alert: AlertRecord; reason: string }[] = []
  for (const alert of subjects(input).values()) {
    const mutes = mutesOf(alert)
    const own = shared.get(alert.id) ?? {}
    const reason = reasons.get(alert.id) ?? null
    for (const target of targetsOf(alertLabels(alert))) {
      const group = openGroup(open, stored, target, alert)
      const known = memberOf(group.group, alert.id)
      const names = (notified.get(alert.id) ?? []).filter((name) => target.channels.includes(name))
      const decision =
        target.channels.length === 0
          ? toNobody(alert, own, reason)
          : decide(known, alert, own, names, reason, mutes, input.now)
      if (decision.member === null) left.push({ alert, reason: decision.reason })
      else group.members.push(decision.member)
    }
  }
  return { open, left }
}

const memberOf = ({ members }: AlertGroup, id: string): GroupMember | undefined =>
  members.find(({ alert }) => alert.id === id)

const openGroup = (
  open: Map<string, OpenGroup>,
  stored: ReadonlyMap<string, AlertGroup>,
  target: Target,
  alert: AlertRecord,
): OpenGroup => {
  const identity = groupOf(target, alert)
  const known = open.get(identity.key)
  if (known !== undefined) return known
  const fresh = { ...identity, flushedAt: null, waitUntil: null, resentAt: null, members: [] }
  const added = { target, group: stored.get(identity.key) ?? fresh, members: [] }
  open.set(identity.key, added)
  return added
}

/** Members that are held back for a different reason than before. */
const keptBack = (before: AlertGroup, after: AlertGroup): Dispatched['muted'] =>
  after.members
    .filter(({ alert, why }) => why !== '' && why !== memberOf(before, alert.id)?.why)
    .map(({ alert, why }) => ({ alert, reason: why }))

/**
 * From rule results to notifications: routes, groups, silences, inhibition, mute times. All of its state is in the
 * groups, so a restart changes nothing. Pure.
 */
export const dispatch = (input: DispatchInput): Dispatched => {
  const stored = new Map(input.groups.map((group) => [group.key, group]))
  const { open, left } = gather(input, stored)
  const queue: PlannedNotification[] = []
  const groups: GroupChange[] = []
  const muted = [...left]
  for (const [key, { target, members, group }] of open) {
    const flushed = flush({ ...group, members }, target, input.config, input.now)
    queue.push(...flushed.queue)
    muted.push(...keptBack(group, flushed.group))
    const over = flushed.group.members.length === 0
    if (over ? stored.has(key) : JSON.stringify(group) !== JSON.stringify(flushed.group))
      groups.push({ key, group: over ? null : flushed.group })
  }
  // Empty groups: their alerts took another route after a configuration change, or are gone.
  for (const key of stored.keys()) if (!open.has(key)) groups.push({ key, group: null })
  return { queue, groups, muted }
}
