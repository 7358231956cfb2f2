import type { AlertRecord } from '../alerting/alert.ts'
import type { Tell } from '../alerting/evaluate.ts'
import type { AlertGroup, GroupChange, GroupMember } from './alert-group.ts'
import { alertLabels } from './alert-labels.ts'
import { type Decision, decide, type Mutes } from './decide.ts'
import { type FlushOptions, flush, type PlannedNotification } from './flush.ts'
import { createInhibitor, type Derived, type InhibitRule, inhibitedWords } from './inhibit.ts'
import { createMuter, type MuteTime } from './mute-time.ts'
import { createRouter, type DefaultRoute, type Target } from './route.ts'
import { createSilencer, type Silence, silencedWords } from './silence.ts'

export interface DispatchConfig extends FlushOptions {
  readonly route: DefaultRoute
  readonly muteTimes: readonly MuteTime[]
  readonly inhibit: readonly InhibitRule[]
  readonly timezone: string
}

export interface DispatchInput {
  /** What the rules say is to be told. */
  readonly tells: readonly Tell[]
  /** Every alert that fires, after this look. */
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
  /** Groups that are not as they were. */
  readonly groups: readonly GroupChange[]
  /** Alerts that are kept back for another reason than at the last look, or let go untold. */
  readonly muted: readonly { readonly alert: AlertRecord; readonly reason: string }[]
}

/** What a person reads of an alert that no channel is named for. */
const nowhere = 'routed to no channel'

const groupOf = (
  target: Target,
  alert: AlertRecord,
): Pick<AlertGroup, 'key' | 'route' | 'labels'> => {
  const values = alertLabels(alert)
  const labels = Object.fromEntries(target.groupBy.map((name) => [name, values[name]?.[0] ?? '']))
  return { key: `${target.route} ${JSON.stringify(labels)}`, route: target.route, labels }
}

const createMutes = (input: DispatchInput): ((alert: AlertRecord) => Mutes) => {
  const { config, now } = input
  const silencer = createSilencer(input.silences, now)
  const inhibitor = createInhibitor(config.inhibit, input.firing, input.derived)
  const muter = createMuter(config.muteTimes, now, config.timezone)
  return (alert) => {
    const silence = silencer(alert)
    const source = inhibitor(alert)
    const quiet = muter(alert.severity, alertLabels(alert))
    return {
      silenced: silence === null ? null : silencedWords(silence),
      inhibited: source === null ? null : inhibitedWords(source),
      quiet: quiet === null ? null : `muted: ${quiet}`,
    }
  }
}

/** Alerts to decide about: those that fire, those that were just over, and those whose end still waits to be told. */
const subjects = ({ tells, firing, groups }: DispatchInput): ReadonlyMap<string, AlertRecord> => {
  const waiting = groups.flatMap(({ members }) =>
    members.filter(({ pending }) => pending?.startsWith('resolved')).map(({ alert }) => alert),
  )
  const all = [...waiting, ...firing, ...tells.map(({ alert }) => alert)]
  return new Map(all.map((alert) => [alert.id, alert]))
}

const toldBefore = (groups: readonly AlertGroup[]): ReadonlyMap<string, readonly string[]> => {
  const told = new Map<string, readonly string[]>()
  for (const { members } of groups)
    for (const member of members)
      told.set(member.alert.id, [...(told.get(member.alert.id) ?? []), ...member.told])
  return told
}

const decideOne = (
  target: Target,
  ...[known, alert, told, ...rest]: Parameters<typeof decide>
): Decision => {
  if (target.channels.length > 0)
    return decide(
      known,
      alert,
      told.filter((name) => target.channels.includes(name)),
      ...rest,
    )
  const member: GroupMember = { alert, told: [], pending: null, why: nowhere, inhibitedAt: null }
  return { member: rest[0]?.startsWith('resolved') ? null : member, reason: nowhere }
}

const same = (a: AlertGroup | undefined, b: AlertGroup): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/**
 * From what the rules say to what people are told: routes, groups, silences, inhibition, mute times. Everything it
 * remembers is in the groups, so that a restart changes nothing. Pure.
 */
export const dispatch = (input: DispatchInput): Dispatched => {
  const { config, now } = input
  const mutesOf = createMutes(input)
  const targetsOf = createRouter(config.route)
  const stored = new Map(input.groups.map((group) => [group.key, group]))
  const told = toldBefore(input.groups)
  const reasons = new Map(input.tells.map(({ alert, reason }) => [alert.id, reason]))
  const open = new Map<
    string,
    { readonly target: Target; members: GroupMember[]; group: AlertGroup }
  >()
  const muted: { alert: AlertRecord; reason: string }[] = []

  for (const alert of subjects(input).values()) {
    const mutes = mutesOf(alert)
    for (const target of targetsOf(alertLabels(alert))) {
      const identity = groupOf(target, alert)
      const before = stored.get(identity.key)
      const known = before?.members.find((member) => member.alert.id === alert.id)
      const decision = decideOne(
        target,
        known,
        alert,
        told.get(alert.id) ?? [],
        reasons.get(alert.id) ?? null,
        mutes,
        now,
      )
      const group = open.get(identity.key) ?? {
        target,
        members: [],
        group: before ?? {
          ...identity,
          flushedAt: null,
          waitUntil: null,
          resentAt: null,
          members: [],
        },
      }
      open.set(identity.key, group)
      if (decision.member !== null) group.members.push(decision.member)
      if (decision.reason !== '' && decision.reason !== known?.why)
        muted.push({ alert, reason: decision.reason })
    }
  }

  const queue: PlannedNotification[] = []
  const groups: GroupChange[] = []
  for (const [key, { target, members, group }] of open) {
    const flushed = flush({ ...group, members }, target, config, now)
    queue.push(...flushed.queue)
    if (flushed.group.members.length === 0) {
      if (stored.has(key)) groups.push({ key, group: null })
    } else if (!same(stored.get(key), flushed.group)) groups.push({ key, group: flushed.group })
  }
  // Nobody is in them any more: their alerts went another way when the configuration changed, or are gone.
  for (const key of stored.keys()) if (!open.has(key)) groups.push({ key, group: null })
  return { queue: queue.filter(({ channels }) => channels.length > 0), groups, muted }
}
