import { type Count, compareName, largestFirst } from '../../domain/facts.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { Affected, FailureFilter, PageStore, Span, Steps } from '../../web/read-model.ts'
import { int } from '../columns.ts'
import type { Executor } from '../database.ts'
import { readMeta } from '../meta.ts'
import type { BucketSizes, Buckets } from './views-buckets.ts'
import type { SeriesBook } from './views-series.ts'

/** Failures of one series at one time (start of an hour or a minute). */
export type Visit = (at: number, series: number, n: number) => void

/** Visits every count of a period, in the largest units that fit its start and its step. */
export const visitCounts = async (
  db: Executor,
  sizes: BucketSizes,
  { from, to, stepMs }: Span & { readonly stepMs: number },
  visit: Visit,
): Promise<void> => {
  const fits = ({ unitMs }: Buckets): boolean => stepMs % unitMs === 0 && from % unitMs === 0
  const buckets = [sizes.hours, sizes.quarters].find(fits)
  if (buckets !== undefined) {
    for (const [at, { series, n }] of await buckets.between(from, to)) {
      for (let i = 0; i < n.length; i++) visit(at, series[i] ?? 0, n[i] ?? 0)
    }
    return
  }
  const rows = await db.all(
    'SELECT minute, series_id, n FROM minute_counts WHERE minute >= $1 AND minute < $2',
    [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS)],
  )
  for (const row of rows) {
    visit(int(row, 'minute') * MINUTE_MS, int(row, 'series_id'), int(row, 'n'))
  }
}

/** Names with their sums, largest first. */
const sorted = (sums: ReadonlyMap<string | null, number>): readonly Count[] =>
  [...sums].map(([name, count]) => ({ name, count })).sort(largestFirst)

const bump = (sums: Map<string | null, number>, name: string | null, n: number): void => {
  sums.set(name, (sums.get(name) ?? 0) + n)
}

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0)

export const createCountViews = (
  db: Executor,
  sizes: BucketSizes,
  book: SeriesBook,
): Pick<PageStore, 'failures' | 'affected' | 'successes'> => ({
  failures: async (span, filter: FailureFilter, by): Promise<Steps> => {
    const all = await book.all()
    const wanted = await book.matching(filter)
    const steps = Math.max(1, Math.ceil((span.to - span.from) / span.stepMs))
    const series = new Map<string | null, number[]>()
    await visitCounts(db, sizes, span, (at, id, n) => {
      if (wanted !== null && !wanted.has(id)) return
      const step = Math.floor((at - span.from) / span.stepMs)
      if (step < 0 || step >= steps) return
      const name = by === 'all' ? '' : (all.get(id)?.errorType ?? null)
      const counts = series.get(name) ?? new Array<number>(steps).fill(0)
      counts[step] = (counts[step] ?? 0) + n
      series.set(name, counts)
    })
    return {
      ...span,
      series: [...series]
        .map(([name, counts]) => ({ name, counts }))
        .sort((a, b) => sum(b.counts) - sum(a.counts) || compareName(a.name, b.name)),
    }
  },
  affected: async (filter, span): Promise<Affected> => {
    const all = await book.all()
    const wanted = await book.matching(filter)
    const sums = [0, 1, 2, 3, 4].map(() => new Map<string | null, number>())
    const [models, keys, teams, providers, statuses] = sums
    await visitCounts(db, sizes, { ...span, stepMs: span.to - span.from }, (_at, id, n) => {
      const of = all.get(id)
      if (of === undefined || (wanted !== null && !wanted.has(id))) return
      if (models) bump(models, of.model, n)
      if (keys) bump(keys, of.keyName, n)
      if (teams) bump(teams, of.team, n)
      if (providers) bump(providers, of.provider, n)
      if (statuses) bump(statuses, of.status, n)
    })
    const [m = [], k = [], t = [], p = [], s = []] = sums.map(sorted)
    return { models: m, keys: k, teams: t, providers: p, statuses: s }
  },
  successes: async ({ from, to }) => {
    const written = await readMeta(db, 'requests counted')
    if (written === null) return null
    const counted: { readonly from: number; readonly to: number } = JSON.parse(written)
    // The last minutes may not be counted yet; if the first ones are missing, there is no share at all.
    if (counted.from > from || counted.to < to - 5 * MINUTE_MS) return null
    const [row = {}] = await db.all(
      `SELECT COALESCE(SUM(successes), 0) AS n FROM request_counts WHERE minute >= $1 AND minute < $2`,
      [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS)],
    )
    return int(row, 'n')
  },
})
