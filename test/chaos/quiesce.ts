import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { fastOf, type Pace } from './pace.ts'

/** The last row may be two hours behind its start: when the sweep has been there, nothing can come any more. */
const sweptMs = 130 * MINUTE_MS
const longestRealMs = MINUTE_MS

const openThings = `SELECT
  (SELECT COUNT(*) FROM outbox WHERE state = 'pending') +
  (SELECT COUNT(*) FROM alerts WHERE state <> 'resolved') +
  (SELECT COUNT(*) FROM reports WHERE finished_at IS NULL) +
  (SELECT COUNT(*) FROM events WHERE twin_of IS NULL
     AND id > (SELECT COALESCE(MAX(upto_event), 0) FROM reports)) AS n`

/**
 * Resolves when everything is swept, told and reported, or after a while: then the checks will say what is missing.
 * `from`: the fast moment of the last write.
 */
export const quiesced = async (
  state: string,
  from: number,
  pace: Pace,
  ended: Promise<unknown>,
): Promise<void> => {
  const began = Date.now()
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  while (!isOver && Date.now() - began < longestRealMs) {
    await sleep(500)
    if (fastOf(pace, Date.now()) < from + sweptMs) continue
    const db = new DatabaseSync(state, { readOnly: true, timeout: 5_000 })
    try {
      const row = db.prepare(openThings).get()
      if (row?.['n'] === 0) return
    } finally {
      db.close()
    }
  }
}
