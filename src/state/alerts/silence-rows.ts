import { DAY_MS } from '../../domain/units.ts'
import type { Silence } from '../../routing/silence.ts'
import { int, intOrNull, text } from '../columns.ts'
import type { Database, Executor, Row } from '../database.ts'

/** How long ended silences are kept, milliseconds. */
const KEPT_MS = 30 * DAY_MS

const silence = (row: Row): Silence => ({
  id: text(row, 'id'),
  matchers: JSON.parse(text(row, 'matchers')),
  alerts: JSON.parse(text(row, 'alerts')),
  startsAt: int(row, 'starts_at'),
  endsAt: intOrNull(row, 'ends_at'),
  author: text(row, 'author'),
  reason: text(row, 'reason'),
  createdAt: int(row, 'created_at'),
})

/** All that are stored, oldest first, ended or not. */
const readSilences = async (db: Executor): Promise<readonly Silence[]> => {
  const rows = await db.all('SELECT * FROM silences ORDER BY created_at, id')
  return rows.map(silence)
}

export interface Silences {
  readonly silences: () => Promise<readonly Silence[]>
  readonly addSilence: (silence: Silence) => Promise<void>
  /** Ends it now. False if there is none with this id or it has ended already. */
  readonly endSilence: (id: string, now: number) => Promise<boolean>
}

export const createSilences = (db: Database): Silences => ({
  silences: () => readSilences(db),
  addSilence: (added) =>
    db.transaction(async (tx) => {
      await tx.run(
        `INSERT INTO silences (id, matchers, alerts, starts_at, ends_at, author, reason, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          added.id,
          JSON.stringify(added.matchers),
          JSON.stringify(added.alerts),
          added.startsAt,
          added.endsAt,
          added.author,
          added.reason,
          added.createdAt,
        ],
      )
      // Silences that end with their alerts have no end time: nobody looks back that far.
      await tx.run('DELETE FROM silences WHERE COALESCE(ends_at, created_at + $2) < $1 - $2', [
        added.createdAt,
        KEPT_MS,
      ])
    }),
  endSilence: async (id, now) => {
    const changed = await db.run(
      'UPDATE silences SET ends_at = $2 WHERE id = $1 AND (ends_at IS NULL OR ends_at > $2)',
      [id, now],
    )
    return changed > 0
  },
})
