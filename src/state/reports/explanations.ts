import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import type { ModelUsage } from '../../explain/model-ports.ts'
import { int, text } from '../columns.ts'
import type { Database } from '../database.ts'

/** Calls and answers older than this are ignored. */
const KEPT = 8 * DAY_MS

export const createExplanations = (db: Database): ModelUsage => ({
  reserveCall: ({ callId, now, tokens }, { dailyTokens, callsPerHour }) =>
    db.transaction(async (tx) => {
      // Calls from the future (a clock that was set back) count too: the budget prefers too few calls to too many.
      const [row = {}] = await tx.all(
        `SELECT COUNT(CASE WHEN at > $1 THEN 1 END) AS calls, COALESCE(SUM(tokens), 0) AS tokens
         FROM model_calls WHERE at > $2`,
        [now - HOUR_MS, now - DAY_MS],
      )
      if (callsPerHour > 0 && int(row, 'calls') >= callsPerHour) return 'calls'
      if (dailyTokens > 0 && int(row, 'tokens') + tokens > dailyTokens) return 'tokens'
      await tx.run('DELETE FROM model_calls WHERE at < $1', [now - KEPT])
      await tx.run(
        `INSERT INTO model_calls (call_id, at, tokens) VALUES ($1, $2, $3)
         ON CONFLICT (call_id) DO UPDATE SET at = excluded.at, tokens = excluded.tokens`,
        [callId, now, tokens],
      )
      return 'granted'
    }),
  settleCall: async (callId, tokens) => {
    await db.run('UPDATE model_calls SET tokens = $2 WHERE call_id = $1', [callId, tokens])
  },
  rememberedAnswer: async (key, since) => {
    const [row] = await db.all(
      'SELECT answer, cut_by_limit, cut FROM explanations WHERE key = $1 AND at >= $2',
      [key, since],
    )
    return row === undefined
      ? null
      : {
          text: text(row, 'answer'),
          cutByLimit: int(row, 'cut_by_limit') === 1,
          cut: int(row, 'cut'),
        }
  },
  rememberAnswer: ({ key, at, text: answer, cutByLimit, cut }) =>
    db.transaction(async (tx) => {
      await tx.run('DELETE FROM explanations WHERE at < $1', [at - KEPT])
      await tx.run(
        `INSERT INTO explanations (key, at, answer, cut_by_limit, cut) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key) DO UPDATE SET at = excluded.at, answer = excluded.answer,
           cut_by_limit = excluded.cut_by_limit, cut = excluded.cut`,
        [key, at, answer, cutByLimit ? 1 : 0, cut],
      )
    }),
})
