import type { OwnCalls } from '../../explain/model-ports.ts'
import { inChunks, text, tuples } from '../columns.ts'
import type { Database } from '../database.ts'

/** LiteLLM writes rows of earlier attempts with the call's id and a suffix: `lookout-<uuid>-attempt-1`. */
const OWN = /^lookout-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=-)/

const callOf = (requestId: string): string => OWN.exec(requestId)?.[0] ?? requestId

export const createOwnCalls = (db: Database): OwnCalls => ({
  recordOwnCall: async (callId, now) => {
    await db.run(
      'INSERT INTO own_calls (call_id, at) VALUES ($1, $2) ON CONFLICT (call_id) DO NOTHING',
      [callId, now],
    )
  },
  isOwnCall: async (requestIds) => {
    const own = new Set<string>()
    const calls = [...new Set(requestIds.map(callOf))]
    await inChunks(
      calls.map((id) => [id]),
      async (count, params) => {
        const rows = await db.all(
          `SELECT call_id FROM own_calls WHERE call_id IN (VALUES ${tuples(count, 1)})`,
          params,
        )
        for (const row of rows) own.add(text(row, 'call_id'))
      },
    )
    return new Set(requestIds.filter((id) => own.has(callOf(id))))
  },
})
