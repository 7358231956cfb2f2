import type { DigestNotification } from '../../domain/notification.ts'
import type { GroupExplanation, PageStore, ReportRow } from '../../web/read-model.ts'
import { int, intOrNull, text } from '../columns.ts'
import type { Executor, Row } from '../database.ts'
import { storedNotification } from '../outbox/stored-notification.ts'

const MOST_DIGESTS = 400
/** Maximum number of digests that are searched for an explanation of a group: each is some hundred kilobytes. */
const LOOKED_THROUGH = 14

const reportRow = (row: Row): ReportRow => ({
  id: int(row, 'id'),
  startedAt: int(row, 'started_at'),
  folder: text(row, 'folder'),
  stamp: text(row, 'stamp'),
  count: int(row, 'count'),
  finishedAt: intOrNull(row, 'finished_at'),
})

const explained = (row: Row, fingerprint: string): GroupExplanation | null => {
  const notification = storedNotification<DigestNotification>(text(row, 'payload'))
  const { explanation, facts, digest, day } = notification
  const group = facts.groups.find((one) => one.fingerprint === fingerprint)
  if (group === undefined || explanation.text === null) return null
  const { problems: parts } = explanation
  const problems = (parts ?? []).filter(({ cites }) => cites.includes(group.id))
  // An explanation in parts that does not mention this group is not about it.
  if (parts !== undefined && problems.length === 0) return null
  return {
    cite: group.id,
    text: parts === undefined ? explanation.text : '',
    problems,
    called: Object.fromEntries(facts.groups.map(({ id, fingerprint: of }) => [id, of])),
    model: explanation.model,
    digest,
    day,
    madeAt: int(row, 'made_at'),
  }
}

export const createNotificationViews = (
  db: Executor,
): Pick<PageStore, 'reports' | 'digests' | 'explanationOf'> => ({
  reports: async ({ offset, limit }) => {
    const [sum = {}] = await db.all('SELECT COUNT(*) AS n FROM reports')
    const rows = await db.all(
      `SELECT id, started_at, folder, stamp, count, finished_at FROM reports
       ORDER BY id DESC LIMIT $1 OFFSET $2`,
      [limit, offset],
    )
    return { rows: rows.map(reportRow), total: int(sum, 'n') }
  },
  digests: async () => {
    const rows = await db.all(
      `SELECT digest, day, made_at FROM digests ORDER BY day DESC, digest LIMIT ${MOST_DIGESTS}`,
    )
    return rows.map((row) => ({
      digest: text(row, 'digest'),
      day: text(row, 'day'),
      madeAt: int(row, 'made_at'),
    }))
  },
  explanationOf: async (fingerprint) => {
    const days = await db.all(
      `SELECT digest, day, made_at FROM digests ORDER BY day DESC, digest LIMIT ${LOOKED_THROUGH}`,
    )
    for (const row of days) {
      // One at a time: the newest one nearly always has it, and all of them together are large.
      const [made] = await db.all(
        `SELECT payload, made_at FROM digests WHERE digest = $1 AND day = $2 AND payload LIKE $3`,
        [text(row, 'digest'), text(row, 'day'), `%${fingerprint}%`],
      )
      const found = made === undefined ? null : explained(made, fingerprint)
      if (found !== null) return found
    }
    return null
  },
})
