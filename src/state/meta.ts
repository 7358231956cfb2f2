import { text } from './columns.ts'
import type { Executor } from './database.ts'

/** A stored value by its name; null if there is none. */
export const readMeta = async (db: Executor, name: string): Promise<string | null> => {
  const [row] = await db.all('SELECT value FROM meta WHERE name = $1', [name])
  return row === undefined ? null : text(row, 'value')
}

export const writeMeta = async (db: Executor, name: string, value: string): Promise<void> => {
  await db.run(
    'INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    [name, value],
  )
}
