import { compareText, type Facts } from '../domain/facts.ts'
import { createBoundedMap, createBusiest, createCounter } from './counter.ts'
import { createGroupCollector, type FactEvent } from './group-collector.ts'
import { createHeat, createHourOf } from './heat.ts'
import { stepsOf } from './histogram.ts'

export interface FactsOptions {
  readonly instance: string
  /** IANA name, for local hours. */
  readonly timezone: string
  /** Epoch milliseconds; `from` is included, `to` is not. Only shown, never used to exclude events. */
  readonly from: number
  readonly to: number
  /** Groups listed in full. Default 50. */
  readonly maxGroups?: number
  /** Default 3. */
  readonly samplesPerGroup?: number
  /** Failures reported as late; by default those of the added events that are marked late. */
  readonly late?: number
}

export interface FactsCollector {
  readonly add: (event: FactEvent) => void
  /** May be called at any time. `period` replaces the one given at the start, for readers who learn it later. */
  readonly finish: (period?: { readonly from: number; readonly to: number }) => Facts
}

const NAMES_TRACKED = 5000
const NAMES_LISTED = 50
const GROUPS_TRACKED = 1000
const ERROR_TYPES_IN_HOUR = 20
/** Groups beyond the tracked ones are counted up to this number. */
const MORE_GROUPS_COUNTED = 50_000
const BUSIEST_TOLD = 3

/**
 * Computes the facts of a period from its events, in any order, in bounded memory: beyond the limits names are added up
 * in `others` and groups in `moreGroups`, and every sum stays exact. The same events give the same facts.
 */
export const createFactsCollector = (options: FactsOptions): FactsCollector => {
  const { maxGroups = 50, samplesPerGroup = 3 } = options
  let total = 0
  let late = 0
  let firstSeen: number | null = null
  let lastSeen: number | null = null
  const by = {
    model: createCounter(NAMES_TRACKED),
    provider: createCounter(NAMES_TRACKED),
    errorType: createCounter(NAMES_TRACKED),
    status: createCounter(NAMES_TRACKED),
    keyName: createCounter(NAMES_TRACKED),
    team: createCounter(NAMES_TRACKED),
    fault: createCounter(NAMES_TRACKED),
  } as const
  const dimensions = [
    'model',
    'provider',
    'errorType',
    'status',
    'keyName',
    'team',
    'fault',
  ] as const
  const foldedGroups = new Set<string>()
  const foldGroup = (fingerprint: string) => {
    if (foldedGroups.size < MORE_GROUPS_COUNTED) foldedGroups.add(fingerprint)
  }
  const groups = createBoundedMap(
    Math.max(GROUPS_TRACKED, maxGroups),
    createGroupCollector,
    (_, fingerprint) => foldGroup(fingerprint),
  )
  const hourOf = createHourOf(options.timezone)
  const hours = new Map<number, ReturnType<typeof createCounter>>()
  const heat = createHeat()
  const busiest = createBusiest()

  const countHour = (event: FactEvent, start: number) => {
    heat.add(event.model, start)
    busiest.add(event.time)
    const counter = hours.get(start) ?? createCounter(ERROR_TYPES_IN_HOUR)
    counter.add(event.errorType)
    hours.set(start, counter)
  }

  return {
    add: (event) => {
      total += 1
      if (event.late === true) late += 1
      firstSeen = firstSeen === null ? event.time : Math.min(firstSeen, event.time)
      lastSeen = lastSeen === null ? event.time : Math.max(lastSeen, event.time)
      for (const dimension of dimensions) by[dimension].add(event[dimension])
      const hour = hourOf(event.time)
      countHour(event, hour)
      const group = groups.at(event.group.fingerprint)
      if (group === null) foldGroup(event.group.fingerprint)
      else group.add(event, hour)
    },
    finish: (period) => {
      const ranked = groups
        .entries()
        .map(([fingerprint, group]) => ({ fingerprint, group, count: group.count() }))
        .sort((a, b) => b.count - a.count || compareText(a.fingerprint, b.fingerprint))
      const listed = ranked.slice(0, maxGroups)
      const { from, to } = period ?? options
      const listedCount = listed.reduce((sum, { count }) => sum + count, 0)
      return {
        instance: options.instance,
        timezone: options.timezone,
        from,
        to,
        total,
        late: options.late ?? late,
        firstSeen,
        lastSeen,
        byModel: by.model.list(NAMES_LISTED),
        byProvider: by.provider.list(NAMES_LISTED),
        byErrorType: by.errorType.list(NAMES_LISTED),
        byStatus: by.status.list(NAMES_LISTED),
        byKey: by.keyName.list(NAMES_LISTED),
        byTeam: by.team.list(NAMES_LISTED),
        byFault: by.fault.list(NAMES_LISTED),
        groups: listed.map(({ group }, i) =>
          group.fact(`g${i + 1}`, { total, from, to, samplesPerGroup }),
        ),
        moreGroups: ranked.length - listed.length + foldedGroups.size,
        moreGroupsCount: total - listedCount,
        hours: [...hours]
          .sort(([a], [b]) => a - b)
          .flatMap(([start, counter]) =>
            counter
              .list(ERROR_TYPES_IN_HOUR)
              .map(({ name, ...counted }) => ({ start, errorType: name, ...counted })),
          ),
        trendStep: stepsOf(from, to).step,
        heat: heat.map(from, to),
        busiest: busiest.list(BUSIEST_TOLD),
      }
    },
  }
}
