import { DatabaseSync, type StatementResultingChanges } from 'node:sqlite'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import {
  type Database,
  type Executor,
  type Row,
  type Snapshot,
  StateError,
  type StateFailure,
  type Value,
} from './database.ts'

// SQLite's primary result codes, https://www.sqlite.org/rescode.html.
const FAILURES: ReadonlyMap<number, readonly [StateFailure, string]> = new Map([
  [5, ['busy', 'another process is writing to it']],
  [6, ['busy', 'another statement holds it']],
  [8, ['readonly', 'it cannot be written']],
  [11, ['corrupt', 'the file is damaged']],
  [13, ['full', 'the disk is full']],
  [14, ['unwritable', 'it cannot be opened']],
  [26, ['corrupt', 'the file is no SQLite database']],
])

/** The primary result code of an error of node:sqlite; null for any other error. */
export const resultCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null

export const asStateError = (error: unknown, path: string): unknown => {
  const code = resultCode(error)
  if (code === null || !(error instanceof Error)) return error
  const [failure, words] = FAILURES.get(code) ?? ['failed', 'SQLite refused']
  return new StateError(failure, `state ${path}: ${words} (${error.message})`, { cause: error })
}

const MAX_STATEMENTS = 200

interface Prepared {
  readonly run: (...params: readonly Value[]) => StatementResultingChanges
  readonly all: (...params: readonly Value[]) => readonly Row[]
}

/** The objects that node:sqlite makes are dictionaries, four times as large as those made here from its arrays. */
const prepare = (connection: DatabaseSync, sql: string): Prepared => {
  const statement = connection.prepare(sql.replace(/\$(\d+)/g, '?$1'))
  statement.setReturnArrays(true)
  const names = statement.columns().map(({ name }) => name)
  const rowOf = (values: Readonly<Record<number, unknown>>): Row => {
    const row: Record<string, unknown> = {}
    for (let at = 0; at < names.length; at++) row[names[at] ?? ''] = values[at]
    return row
  }
  return {
    run: (...params) => statement.run(...params),
    all: (...params) => statement.all(...params).map(rowOf),
  }
}

/** Prepared statements by their text. */
const createStatements = (connection: DatabaseSync): ((sql: string) => Prepared) => {
  const prepared = new LRUCache<string, Prepared>({ max: MAX_STATEMENTS })
  return (sql) => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = prepare(connection, sql)
    prepared.set(sql, statement)
    return statement
  }
}

/** A separate connection in a read transaction: WAL keeps its snapshot until it ends. */
const openSnapshot = (path: string, guarded: <T>(work: () => T) => T): Snapshot => {
  const connection = guarded(() => new DatabaseSync(path, { readOnly: true }))
  const statement = createStatements(connection)
  try {
    // A deferred transaction takes its snapshot with the first read.
    guarded(() => connection.exec('BEGIN; SELECT 1 FROM meta LIMIT 1'))
  } catch (error) {
    connection.close()
    throw error
  }
  return {
    all: async (sql, params = []) => guarded(() => statement(sql).all(...params)),
    close: () => connection.close(),
  }
}

/**
 * Opens or creates the file: WAL, every commit flushed. Waits up to `busyMs` for another process's write. Throws
 * StateError.
 */
export const openSqlite = (path: string, busyMs = 5_000): Database => {
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw asStateError(error, path)
    }
  }
  const connection = guarded(() => new DatabaseSync(path, { timeout: busyMs }))
  try {
    guarded(() =>
      connection.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;' +
          'PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864',
      ),
    )
  } catch (error) {
    connection.close()
    throw error
  }
  const statement = createStatements(connection)
  const direct: Executor = {
    run: async (sql, params: readonly Value[] = []) =>
      guarded(() => Number(statement(sql).run(...params).changes)),
    all: async (sql, params: readonly Value[] = []) => guarded(() => statement(sql).all(...params)),
  }
  const alone = pLimit(1)
  return {
    run: (sql, params) => alone(() => direct.run(sql, params)),
    all: (sql, params) => alone(() => direct.all(sql, params)),
    transaction: (work) =>
      alone(async () => {
        // IMMEDIATE: waits for another process here, not in the middle.
        guarded(() => connection.exec('BEGIN IMMEDIATE'))
        try {
          const result = await work(direct)
          guarded(() => connection.exec('COMMIT'))
          return result
        } catch (error) {
          // On some errors (disk full) SQLite has already rolled back by itself.
          if (connection.isTransaction) connection.exec('ROLLBACK')
          throw error
        }
      }),
    snapshot: () => openSnapshot(path, guarded),
    close: () =>
      alone(async () => {
        if (connection.isOpen) connection.close()
      }),
  }
}
