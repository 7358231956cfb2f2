import type { AlertGroup, GroupChange } from '../../routing/alert-group.ts'
import { text } from '../columns.ts'
import type { Executor } from '../database.ts'

/** Groups of alerts that are told together, with their timers. */
export const readAlertGroups = async (db: Executor): Promise<readonly AlertGroup[]> => {
  const rows = await db.all('SELECT record FROM alert_groups ORDER BY key')
  return rows.map((row): AlertGroup => JSON.parse(text(row, 'record')))
}

export const writeAlertGroups = async (
  tx: Executor,
  changes: readonly GroupChange[],
): Promise<void> => {
  for (const { key, group } of changes) {
    if (group === null) await tx.run('DELETE FROM alert_groups WHERE key = $1', [key])
    else
      await tx.run(
        `INSERT INTO alert_groups (key, record) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET record = excluded.record`,
        [key, JSON.stringify(group)],
      )
  }
}
