import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Clock } from '../../domain/ports.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/units.ts'
import { writeTraffic } from '../traffic/live.ts'
import { createRandom } from '../traffic/random.ts'
import { readOnlyRole, schema } from './demo-tables.ts'
import { fillHistory } from './fill.ts'

export interface WriterOptions {
  /** Of a role that may create tables and roles. */
  readonly databaseUrl: string
  /** The same seed at the same time tells the same story. */
  readonly seed: number
}

export interface WriterIo extends Clock {
  readonly print: (line: string) => void
  /** Ends the writing; the batch under way is finished. */
  readonly signal: AbortSignal
}

/** Waits until the database takes connections, for a minute: containers start in any order. Throws its last refusal. */
const reach = async (pool: pg.Pool, { now, signal }: WriterIo): Promise<void> => {
  const until = now() + MINUTE_MS
  for (;;) {
    try {
      await pool.query('SELECT 1')
      return
    } catch (error) {
      if (signal.aborted || now() > until) throw error
      await pause(1000, undefined, { signal }).catch(() => undefined)
    }
  }
}

/**
 * Plays a LiteLLM proxy to a PostgreSQL that already runs: makes LiteLLM's tables and the read-only role `lookout`
 * where they are missing, fills in a day if the log is empty, then writes traffic with incidents until the signal.
 */
export const runWriter = async (options: WriterOptions, io: WriterIo): Promise<void> => {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 2 })
  // An idle connection that breaks is replaced at the next query, which tells if it cannot be.
  pool.on('error', () => undefined)
  try {
    await reach(pool, io)
    await pool.query(schema)
    await pool.query(readOnlyRole)
    const random = createRandom(options.seed)
    const found = await pool.query('SELECT 1 FROM "LiteLLM_SpendLogs" LIMIT 1')
    if (found.rowCount === 0) {
      const { requests, failures } = await fillHistory(
        pool,
        random,
        io.now() - DAY_MS,
        io.now(),
        io.signal,
      )
      io.print(`a day of history: ${requests} requests, ${failures} of them failed`)
    }
    await writeTraffic({
      pool,
      random,
      now: io.now,
      signal: io.signal,
      onIncident: ({ story }, phase) =>
        io.print(phase === 'begins' ? `incident: ${story}` : `over: ${story}`),
    })
  } finally {
    await pool.end()
  }
}
