import { int } from './columns.ts'
import { type Database, type Executor, StateError } from './database.ts'

/** One step of the schema; `version` counts from 1 without gaps. Never edited once released. */
export interface Migration {
  readonly version: number
  readonly statements: readonly string[]
}

/** Whether the file is one of ours, and its version. 0: an empty file. Throws StateError `foreign`. */
export const schemaVersion = async (db: Executor, path: string): Promise<number> => {
  const tables = await db.all("SELECT name FROM sqlite_master WHERE type = 'table'")
  if (tables.length === 0) return 0
  if (!tables.some((row) => row['name'] === 'lookout_schema')) {
    throw new StateError('foreign', `state ${path}: this file belongs to another program`)
  }
  const [row] = await db.all('SELECT MAX(version) AS version FROM lookout_schema')
  return row === undefined ? 0 : int(row, 'version')
}

/**
 * Migrates the schema, all steps in one transaction, after `keepCopy` saved a file that is not empty. Throws StateError
 * `newer` for a file from a newer program.
 */
export const migrate = async (
  db: Database,
  migrations: readonly Migration[],
  { path, now, keepCopy }: MigrateOptions,
): Promise<{ readonly from: number; readonly to: number }> => {
  const from = await schemaVersion(db, path)
  const to = migrations.at(-1)?.version ?? 0
  if (from > to) {
    throw new StateError(
      'newer',
      `state ${path}: made by a newer Lookout (schema ${from}, this one knows ${to}); ` +
        `upgrade, or go back to the copy ${path}.before-v${to + 1}`,
    )
  }
  if (from === to) return { from, to }
  if (from > 0) await keepCopy(to)
  await db.transaction(async (tx) => {
    await tx.run(
      'CREATE TABLE IF NOT EXISTS lookout_schema (version BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL)',
    )
    for (const migration of migrations) {
      if (migration.version <= from) continue
      for (const sql of migration.statements) await tx.run(sql)
      await tx.run('INSERT INTO lookout_schema (version, applied_at) VALUES ($1, $2)', [
        migration.version,
        now,
      ])
    }
  })
  return { from, to }
}

export interface MigrateOptions {
  readonly path: string
  readonly now: number
  /** Saves the file before the migration to this version. */
  readonly keepCopy: (version: number) => Promise<void>
}
