import type {
  Comparison,
  Count,
  Facts,
  GroupFact,
  GroupStanding,
  Requests,
} from '../domain/facts.ts'
import { DAY_MS } from '../domain/units.ts'
import type { ReportedGap } from './gaps.ts'

const GONE_TOLD = 10
const WEEK = 7 * DAY_MS

/** An earlier period's counts. Epoch milliseconds; `from` is included, `to` is not. */
interface EarlierPeriod {
  readonly from: number
  readonly to: number
  readonly total: number
}

/** What the caller knows besides the period's own failures; what is missing is not shown. */
export interface KnownBefore {
  /** The period just before, of the same length. */
  readonly previous?: EarlierPeriod
  /** The same weekday, a week before. */
  readonly weekday?: EarlierPeriod
  /** Groups of the previous period, by fingerprint. */
  readonly previousGroups?: ReadonlyMap<string, { readonly title: string; readonly count: number }>
  /** For the period's groups: when each was first seen ever, and last before the period (null for never). */
  readonly history?: ReadonlyMap<
    string,
    { readonly firstSeen: number; readonly lastBefore: number | null }
  >
  /** A group without failures for longer than this has regressed when it returns. Default 7 days, in milliseconds. */
  readonly regressedAfter?: number
  /** All requests of the period, failed or not; null if unknown. */
  readonly requests?: { readonly total: number; readonly byModel: readonly Count[] } | null
  /** Monitoring gaps. */
  readonly gaps?: readonly ReportedGap[]
}

const comparison = (id: string, before: EarlierPeriod, total: number): Comparison => ({
  id,
  from: before.from,
  to: before.to,
  total: before.total,
  change: before.total === 0 ? null : total / before.total - 1,
})

/** Never above 1: a failure may be logged whose request was not counted yet. */
const shareOf = (failures: number, requests: number): number =>
  requests === 0 ? 0 : Math.min(1, failures / requests)

const requestsOf = (facts: Facts, known: NonNullable<KnownBefore['requests']>): Requests => ({
  total: known.total,
  share: shareOf(facts.total, known.total),
  byModel: known.byModel.map(({ name, count }) => {
    const failures = facts.byModel.find((model) => model.name === name && !model.others)?.count ?? 0
    return { name, count, failures, share: shareOf(failures, count) }
  }),
})

const standingOf = (
  group: GroupFact,
  { history, regressedAfter = WEEK }: KnownBefore,
  from: number,
): GroupStanding => {
  const known = history?.get(group.fingerprint)
  if (known === undefined || known.lastBefore === null || known.firstSeen >= from) return 'new'
  return group.firstSeen - known.lastBefore > regressedAfter ? 'regressed' : 'known'
}

const groupWith = (group: GroupFact, known: KnownBefore, from: number): GroupFact => {
  const seen = known.history?.get(group.fingerprint)
  const { previousGroups } = known
  return {
    ...group,
    ...(known.history === undefined ? {} : { standing: standingOf(group, known, from) }),
    ...(seen === undefined ? {} : { knownSince: seen.firstSeen }),
    ...(previousGroups === undefined
      ? {}
      : { before: previousGroups.get(group.fingerprint)?.count ?? 0 }),
  }
}

/**
 * Adds to the facts of a period the comparison with earlier ones: change, share of all requests, new, regressed and
 * gone groups, monitoring gaps. Gone groups are only listed if every group of the period is; otherwise one may be among
 * the others.
 */
export const withContext = (facts: Facts, known: KnownBefore): Facts => {
  const { previous, weekday, previousGroups, requests, gaps } = known
  const here = new Set(facts.groups.map(({ fingerprint }) => fingerprint))
  const gone = [...(facts.moreGroups === 0 ? (previousGroups ?? []) : [])]
    .filter(([fingerprint]) => !here.has(fingerprint))
    .map(([fingerprint, { title, count }]) => ({ fingerprint, title, count }))
    .sort((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1))
    .slice(0, GONE_TOLD)
    .map((group, i) => ({ id: `o${i + 1}`, ...group }))
  const comparisons = [
    ...(previous === undefined ? [] : [comparison('c1', previous, facts.total)]),
    ...(weekday === undefined ? [] : [comparison('c2', weekday, facts.total)]),
  ]
  return {
    ...facts,
    groups: facts.groups.map((group) => groupWith(group, known, facts.from)),
    ...(comparisons.length === 0 ? {} : { comparisons }),
    ...(previousGroups === undefined ? {} : { gone }),
    ...(requests === undefined || requests === null
      ? {}
      : { requests: requestsOf(facts, requests) }),
    ...(gaps === undefined ? {} : { gaps: gaps.map((gap, i) => ({ id: `x${i + 1}`, ...gap })) }),
  }
}
