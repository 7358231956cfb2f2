import type { Dimensions } from '../../domain/event.ts'
import { compareName } from '../../domain/facts.ts'
import type { Choices, FailureFilter } from '../../web/read-model.ts'
import { int } from '../columns.ts'
import type { Executor } from '../database.ts'
import { dimensions } from '../events/dimensions.ts'

/** One combination of dimensions, by its number in the state. */
interface SeriesView extends Dimensions {
  readonly id: number
}

export interface SeriesBook {
  /** Every series, by number. */
  readonly all: () => Promise<ReadonlyMap<number, SeriesView>>
  /** Numbers of the series that match a filter; null for all of them. */
  readonly matching: (filter: FailureFilter) => Promise<ReadonlySet<number> | null>
  readonly choices: () => Promise<Choices>
}

const SELECT = `SELECT s.id, s.model, s.provider, s.key_hash, s.key_name, s.team, s.status, s.error_type,
  s.fault, g.fingerprint FROM series s JOIN groups g ON g.id = s.group_id WHERE s.id > $1 ORDER BY s.id`

const passes = (of: Dimensions, filter: FailureFilter): boolean =>
  (filter.group === undefined || of.fingerprint === filter.group) &&
  (filter.model === undefined || of.model === filter.model) &&
  (filter.key === undefined || of.keyName === filter.key || of.keyHash === filter.key) &&
  (filter.team === undefined || of.team === filter.team) &&
  (filter.provider === undefined || of.provider === filter.provider) &&
  (filter.errorType === undefined || of.errorType === filter.errorType) &&
  (filter.status === undefined || of.status === filter.status) &&
  (filter.fault === undefined || of.fault === filter.fault)

const names = (values: Iterable<string | null>): readonly (string | null)[] =>
  [...new Set(values)].sort(compareName)

/** A series never changes and its number is never reused: only new ones are read. */
export const createSeriesBook = (db: Executor): SeriesBook => {
  const known = new Map<number, SeriesView>()
  let last = 0
  /** Texts repeat between series: each is kept once. */
  const texts = new Map<string, string>()
  const once = <T extends string | null>(text: T): T | string => {
    if (text === null) return text
    const kept = texts.get(text)
    if (kept !== undefined) return kept
    texts.set(text, text)
    return text
  }

  const all = async (): Promise<ReadonlyMap<number, SeriesView>> => {
    for (const row of await db.all(SELECT, [last])) {
      const of = dimensions(row)
      last = int(row, 'id')
      known.set(last, {
        id: last,
        fault: of.fault,
        model: once(of.model),
        provider: once(of.provider),
        keyHash: once(of.keyHash),
        keyName: once(of.keyName),
        team: once(of.team),
        status: once(of.status),
        errorType: once(of.errorType),
        fingerprint: once(of.fingerprint),
      })
    }
    return known
  }

  return {
    all,
    matching: async (filter) => {
      if (Object.values(filter).every((value) => value === undefined)) return null
      const found = new Set<number>()
      for (const series of (await all()).values()) if (passes(series, filter)) found.add(series.id)
      return found
    },
    choices: async () => {
      const series = [...(await all()).values()]
      return {
        models: names(series.map(({ model }) => model)),
        keys: names(series.map(({ keyName }) => keyName)),
        teams: names(series.map(({ team }) => team)),
        providers: names(series.map(({ provider }) => provider)),
        errorTypes: names(series.map(({ errorType }) => errorType)),
      }
    },
  }
}
