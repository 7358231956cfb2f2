import type { GroupPage, GroupQuery, GroupRow, GroupView, PageStore } from '../../web/read-model.ts'
import { intOrNull } from '../columns.ts'
import type { Executor, Row } from '../database.ts'
import { groupNameOf } from '../groups/group-aliases.ts'
import { GROUP_COLUMNS, groupOf } from '../groups/group-records.ts'
import type { BucketSizes } from './views-buckets.ts'
import { visitCounts } from './views-counts.ts'
import type { SeriesBook } from './views-series.ts'

const COLUMNS = `${GROUP_COLUMNS}, back_at, gone_at`

const view = (row: Row): GroupView => ({
  ...groupOf(row),
  backAt: intOrNull(row, 'back_at'),
  goneAt: intOrNull(row, 'gone_at'),
})

/** The text between `%` in a LIKE, with its special characters escaped. */
const likely = (search: string): string => `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

const ORDERS: Readonly<Record<GroupQuery['sort'], (a: GroupRow, b: GroupRow) => number>> = {
  count: (a, b) => b.inSpan - a.inSpan || b.lastSeen - a.lastSeen,
  last: (a, b) => b.lastSeen - a.lastSeen,
  first: (a, b) => b.firstSeen - a.firstSeen,
  title: (a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
}

const readGroup = async (db: Executor, fingerprint: string): Promise<GroupView | null> => {
  const [row] = await db.all(`SELECT ${COLUMNS} FROM groups WHERE fingerprint = $1 AND count > 0`, [
    await groupNameOf(db, fingerprint),
  ])
  return row === undefined ? null : view(row)
}

/** Groups with failures in the period that match the search. */
const seen = async (db: Executor, { from, search }: GroupQuery): Promise<readonly GroupView[]> => {
  const rows =
    search === ''
      ? await db.all(`SELECT ${COLUMNS} FROM groups WHERE count > 0 AND last_seen >= $1`, [from])
      : await db.all(
          `SELECT ${COLUMNS} FROM groups WHERE count > 0 AND last_seen >= $1 AND (lower(title) LIKE $2 ESCAPE '\\'
             OR lower(template) LIKE $2 ESCAPE '\\' OR lower(error_type) LIKE $2 ESCAPE '\\')`,
          [from, likely(search)],
        )
  return rows.map(view)
}

export const createGroupViews = (
  db: Executor,
  sizes: BucketSizes,
  book: SeriesBook,
): Pick<PageStore, 'groupPage' | 'group'> => ({
  group: (fingerprint) => readGroup(db, fingerprint),
  groupPage: async (query): Promise<GroupPage> => {
    const all = await book.all()
    const wanted = await book.matching(query.filter)
    const stepMs = (query.to - query.from) / query.steps
    const counts = new Map<string, number[]>()
    await visitCounts(db, sizes, { ...query, stepMs }, (at, id, n) => {
      if (wanted !== null && !wanted.has(id)) return
      const step = Math.floor((at - query.from) / stepMs)
      const fingerprint = all.get(id)?.fingerprint
      if (fingerprint === undefined || step < 0 || step >= query.steps) return
      const steps = counts.get(fingerprint) ?? new Array<number>(query.steps).fill(0)
      steps[step] = (steps[step] ?? 0) + n
      counts.set(fingerprint, steps)
    })
    const found: GroupRow[] = []
    for (const group of await seen(db, query)) {
      const steps = counts.get(group.fingerprint)
      if (steps === undefined) continue
      found.push({ ...group, steps, inSpan: steps.reduce((sum, n) => sum + n, 0) })
    }
    found.sort(ORDERS[query.sort])
    return {
      rows: found.slice(query.offset, query.offset + query.limit),
      total: found.length,
      failures: found.reduce((sum, { inSpan }) => sum + inSpan, 0),
    }
  },
})
