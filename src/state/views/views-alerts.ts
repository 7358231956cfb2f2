import type { AlertRecord } from '../../domain/alert.ts'
import { labelNames, labelOf } from '../../rules/labels.ts'
import type { PageStore } from '../../web/read-model.ts'
import { ALERT_COLUMNS, alertRecord } from '../alerts/alert-rows.ts'
import { int } from '../columns.ts'
import type { Executor, Value } from '../database.ts'
import type { SeriesBook } from './views-series.ts'

const MOST_DURING = 200
const MOST_OF_GROUP = 20
/** Maximum number of alerts that are searched for those of a group, newest first. */
const LOOKED_THROUGH = 1_000

const NEWEST =
  "ORDER BY CASE state WHEN 'firing' THEN 0 WHEN 'pending' THEN 1 ELSE 2 END, started_at DESC, id"

export const createAlertViews = (
  db: Executor,
  book: SeriesBook,
): Pick<PageStore, 'alerts' | 'alertsDuring' | 'alert' | 'alertsOfGroup'> => {
  const read = async (rest: string, params: readonly Value[]): Promise<readonly AlertRecord[]> =>
    (await db.all(`SELECT ${ALERT_COLUMNS} FROM alerts ${rest}`, params)).map(alertRecord)

  return {
    alerts: async ({ offset, limit }) => {
      const [row = {}] = await db.all('SELECT COUNT(*) AS n FROM alerts')
      const rows = await read(`${NEWEST} LIMIT $1 OFFSET $2`, [limit, offset])
      return { rows, total: int(row, 'n') }
    },
    alertsDuring: ({ from, to }) =>
      read(
        `WHERE fired_at IS NOT NULL AND started_at < $2 AND (state <> 'resolved' OR resolved_at >= $1)
         ORDER BY started_at, id LIMIT ${MOST_DURING}`,
        [from, to],
      ),
    alert: async (id) => (await read('WHERE id = $1', [id]))[0] ?? null,
    alertsOfGroup: async (fingerprint) => {
      const series = [...(await book.all()).values()].filter((of) => of.fingerprint === fingerprint)
      const fits = ({ labels }: AlertRecord): boolean => {
        const named = labelNames.filter((name) => labels[name] !== undefined)
        return (
          named.length > 0 &&
          series.some((of) => named.every((name) => labelOf(name, of) === labels[name]))
        )
      }
      const recent = await read(`${NEWEST} LIMIT ${LOOKED_THROUGH}`, [])
      return recent.filter(fits).slice(0, MOST_OF_GROUP)
    },
  }
}
