import type { SourceTable } from '../../src/domain/event.ts'
import type { Logger } from '../../src/domain/ports.ts'
import { STAND_IN } from '../../src/domain/row-text.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { Slice } from '../../src/pipeline/ingest/poll-ports.ts'
import type { FullRow } from '../../src/pipeline/report/report-ports.ts'
import { createSource, type Source } from '../../src/source/create-source.ts'
import type { SourceOptions } from '../../src/source/source-filters.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { wallClock } from '../support/wall-clock.ts'

/** A log that keeps its lines for the test to read. */
export function recordingLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const take = (_fields: object, message: string) => {
    lines.push(message)
  }
  return { lines, debug: take, info: take, warn: take, error: take }
}

/** A signal that never fires. */
export const forever = new AbortController().signal

/** 14 November 2023 is before stamps were UTC; this is after: 1 March 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 1, 12)

/** A slice of SpendLogs from a minute before NOON on, without an upper end. */
export function slice(overrides: Partial<Slice> = {}): Slice {
  const table: SourceTable = 'SpendLogs'
  return { table, from: NOON - MINUTE_MS, to: null, after: null, limit: 100, ...overrides }
}

/** A full row as the values it has. */
export const parsed = (row: FullRow | undefined): Readonly<Record<string, unknown>> =>
  JSON.parse(row?.json.replace(STAND_IN, () => row.repeated ?? STAND_IN) ?? '{}')

/** Runs `work` on a source of a database, as its superuser unless the options say otherwise. */
export async function reading(
  db: TestDatabase,
  work: (source: Source) => Promise<void>,
  options: Partial<SourceOptions> = {},
): Promise<void> {
  const source = createSource({ url: db.url, ...options }, recordingLog(), wallClock)
  try {
    await work(source)
  } finally {
    await source.close()
  }
}

/** Runs `work` on a source of a database of its own, and leaves neither behind. */
export async function withSource(
  shape: Parameters<typeof createDatabase>[0],
  work: (source: Source, db: TestDatabase) => Promise<void>,
  options: Partial<SourceOptions> = {},
): Promise<void> {
  const db = await createDatabase(shape)
  try {
    await reading(db, (source) => work(source, db), options)
  } finally {
    await db.drop()
  }
}
