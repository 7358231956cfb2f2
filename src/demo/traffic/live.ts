import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Clock } from '../../domain/ports.ts'
import { insertSpendRows } from '../database/insert.ts'
import type { Random } from './random.ts'
import { type Incident, incidentsFrom, trafficBetween } from './traffic.ts'

export interface LiveTraffic extends Clock {
  readonly pool: pg.Pool
  readonly random: Random
  /** Told once when an incident begins and once when it is over. */
  readonly onIncident: (incident: Incident, phase: 'begins' | 'over') => void
  readonly signal: AbortSignal
  /** How often a batch is written, in milliseconds: what LiteLLM calls proxy_batch_write_at. */
  readonly everyMs?: number
}

/**
 * Writes traffic until the signal ends it, in batches as LiteLLM's workers do: a row appears a little after the
 * request it is about has ended. Throws what the database throws.
 */
export const writeTraffic = async (options: LiveTraffic): Promise<void> => {
  const { pool, random, now, onIncident, signal, everyMs = 2000 } = options
  const incidents = incidentsFrom(random, now())
  let current: Incident = incidents.next().value
  let begun = false
  let written = now()
  while (!signal.aborted) {
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
    const until = now()
    await insertSpendRows(pool, trafficBetween(random, [current], written, until))
    if (!begun && current.from <= until) {
      begun = true
      onIncident(current, 'begins')
    }
    if (current.to <= until) {
      onIncident(current, 'over')
      current = incidents.next().value
      begun = false
    }
    written = until
  }
}
