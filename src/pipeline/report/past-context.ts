import { type Count, type Facts, largestFirst } from '../../domain/facts.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import { type KnownBefore, withContext } from '../../facts/facts-context.ts'
import { gapsWithin, type WatchGap } from '../../facts/gaps.ts'
import type { DigestStore } from '../digest/digest-ports.ts'
import type { CountStore } from '../evaluate/evaluate-ports.ts'

/** A report that covers more than this includes old failures: its total is not that of its period. */
const LONGEST_REPORT = 26 * HOUR_MS

const notified = ({ from, to, total }: Facts): NonNullable<KnownBefore['previous']> => ({
  from,
  to,
  total,
})

const counted = (counts: ReadonlyMap<string | null, number>): readonly Count[] =>
  [...counts].map(([name, count]) => ({ name, count })).sort(largestFirst)

/** Requests of the period, including failed ones; null if they were not counted all the time. */
const requestsOf = async (
  store: ContextStore,
  facts: Facts,
): Promise<NonNullable<KnownBefore['requests']> | null> => {
  const stretch = await store.requestsCounted()
  if (stretch === null || stretch.from > facts.from || stretch.to < facts.to) return null
  const byModel = new Map(
    facts.byModel.filter(({ others }) => !others).map(({ name, count }) => [name, count]),
  )
  let total = facts.total
  for (const { dimensions, count } of await store.successes(facts.from, facts.to)) {
    const { model } = dimensions
    byModel.set(model, (byModel.get(model) ?? 0) + count)
    total += count
  }
  return total === facts.total ? null : { total, byModel: counted(byModel) }
}

const historyOf = async (
  store: ContextStore,
  facts: Facts,
): Promise<NonNullable<KnownBefore['history']>> => {
  const histories = await store.groupHistory(facts.groups.map(({ fingerprint }) => fingerprint))
  return new Map(
    [...histories].map(([fingerprint, { firstSeen, backAt, goneAt }]) => {
      const isBack = backAt !== null && goneAt !== null && backAt >= facts.from && backAt < facts.to
      const lastBefore = isBack ? goneAt : facts.from
      return [fingerprint, { firstSeen, lastBefore: firstSeen >= facts.from ? null : lastBefore }]
    }),
  )
}

const gapsOf = async (
  store: ContextStore,
  { from, to }: Facts,
): Promise<Pick<KnownBefore, 'gaps'>> => {
  const gaps = gapsWithin(await store.watchGaps(), from, to)
  return gaps.length === 0 ? {} : { gaps }
}

/**
 * Adds to a digest's facts the comparison with earlier digests as they were sent: so a change is between two numbers
 * that people have read. `before` are the days of the previous digest and of the one a week before, null for none.
 * `all`: it covers all requests, so their share is known.
 */
export const withPast = async (
  store: ContextStore,
  facts: Facts,
  digest: string,
  before: { readonly previous: string; readonly weekday: string | null; readonly all: boolean },
): Promise<Facts> => {
  const factsOf = async (day: string | null) =>
    day === null ? undefined : (await store.madeDigest(digest, day))?.notification.facts
  const previous = await factsOf(before.previous)
  const weekday = await factsOf(before.weekday)
  const requests = before.all ? await requestsOf(store, facts) : null
  return withContext(facts, {
    ...(previous === undefined ? {} : { previous: notified(previous) }),
    ...(weekday === undefined ? {} : { weekday: notified(weekday) }),
    // If not all groups were listed, one that seems gone may have been among the others.
    ...(previous === undefined || previous.moreGroups > 0
      ? {}
      : {
          previousGroups: new Map(
            previous.groups.map(({ fingerprint, title, count }) => [fingerprint, { title, count }]),
          ),
        }),
    history: await historyOf(store, facts),
    requests,
    ...(await gapsOf(store, facts)),
  })
}

/**
 * Adds to a report's facts the comparison with the counts of the previous period, and of the same time a week before.
 */
export const withCountsBefore = async (store: ContextStore, facts: Facts): Promise<Facts> => {
  const { from, to } = facts
  const known = await store.firstCount()
  const before = async (
    begin: number,
    end: number,
  ): Promise<KnownBefore['previous'] | undefined> => {
    if (known === null || begin < known || to - from > LONGEST_REPORT) return undefined
    const counts = await store.windowCounts(begin, end)
    return { from: begin, to: end, total: counts.reduce((sum, { count }) => sum + count, 0) }
  }
  const previous = await before(2 * from - to, from)
  const weekday = await before(from - 7 * DAY_MS, to - 7 * DAY_MS)
  return withContext(facts, {
    ...(previous === undefined ? {} : { previous }),
    ...(weekday === undefined ? {} : { weekday }),
    history: await historyOf(store, facts),
    requests: await requestsOf(store, facts),
    ...(await gapsOf(store, facts)),
  })
}

/** What a period is compared with: the time before it, the groups' histories, all requests if they are counted. */
export interface ContextStore
  extends Pick<DigestStore, 'madeDigest'>,
    Pick<
      CountStore,
      'successes' | 'requestsCounted' | 'groupHistory' | 'windowCounts' | 'firstCount'
    > {
  /** Monitoring gaps, oldest first. */
  readonly watchGaps: () => Promise<readonly WatchGap[]>
}
