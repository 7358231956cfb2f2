import type { OwnCalls } from '../../explain/model-ports.ts'
import { inChunks, text, tuples } from '../columns.ts'
import type { Database } from '../database.ts'

export const createOwnCalls = (db: Database): OwnCalls => ({
  recordOwnCall: async (callId, now) => {
    await db.run(
      'INSERT INTO own_calls (call_id, at) VALUES ($1, $2) ON CONFLICT (call_id) DO NOTHING',
      [callId, now],
    )
  },
  isOwnCall: async (requestIds) => {
    const own = new Set<string>()
    await inChunks(
      requestIds.map((id) => [id]),
      async (count, params) => {
        const rows = await db.all(
          `SELECT call_id FROM own_calls WHERE call_id IN (VALUES ${tuples(count, 1)})`,
          params,
        )
        for (const row of rows) own.add(text(row, 'call_id'))
      },
    )
    return own
  },
})
