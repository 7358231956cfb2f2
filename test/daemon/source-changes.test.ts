import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import {
  errorLog,
  insertErrorLogs,
  insertSpendLogs,
  spendFailure,
  spendSuccess,
} from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const said = (text: string) => stack.log.some(({ message }) => String(message).includes(text))

const reported = async (): Promise<readonly string[]> =>
  [...(await stack.artifacts())]
    .filter(([name]) => name.includes('error_logs_full'))
    .flatMap(([, text]) => JSON.parse(text))
    .map((row: { request_id: string }) => row.request_id)
    .sort()

describe('a source that changes under the watcher', () => {
  it('is read from where it really ends after an older database was restored, or a replica that lags took over', async () => {
    const now = Date.now()
    const rows = [120, 100, 5, 1].map((ago) =>
      spendFailure(now - ago * MINUTE_MS, { request_id: `before ${ago}` }),
    )
    const daemon = await stack.start()
    await insertSpendLogs(stack.database, ...rows)
    await daemon.trigger('poll')
    await stack.database.sql(
      `DELETE FROM "LiteLLM_SpendLogs" WHERE request_id IN ('before 5', 'before 1')`,
    )
    await daemon.trigger('poll')
    expect(said('ends earlier than before')).toBe(true)
    // What the replica catches up with lies far behind the overlap of where we had been.
    await insertSpendLogs(
      stack.database,
      spendFailure(now - HOUR_MS, { request_id: 'caught up 60' }),
      spendFailure(now - 5 * MINUTE_MS, { request_id: 'before 5' }),
    )
    await daemon.trigger('poll')
    await daemon.trigger('report')
    expect(await reported()).toEqual(
      ['before 1', 'before 100', 'before 120', 'before 5', 'caught up 60'].sort(),
    )
  })

  it('gives up a row that came hours late to the sweep, which counts it in its own minute as late', async () => {
    const daemon = await stack.start()
    await insertSpendLogs(stack.database, spendSuccess(Date.now()))
    await daemon.trigger('poll')
    await insertSpendLogs(
      stack.database,
      spendFailure(Date.now() - 180 * MINUTE_MS, { request_id: 'hours late' }),
    )
    await daemon.trigger('poll')
    await daemon.trigger('report')
    expect(await reported()).toEqual([])
    await daemon.trigger('sweep')
    await daemon.trigger('report')
    expect(await reported()).toEqual(['hours late'])
    const text = [...(await stack.artifacts())].find(([name]) => name.includes('llm_analysis'))
    expect(text?.[1]).toMatch(/late/i)
  })

  it('takes nothing from before the first look-back for late', async () => {
    const old = spendFailure(Date.now() - 30 * HOUR_MS, { request_id: 'of the day before' })
    await insertSpendLogs(stack.database, old)
    const daemon = await stack.start()
    await daemon.trigger('poll')
    await daemon.trigger('sweep')
    await daemon.trigger('report')
    expect(await reported()).toEqual([])
  })

  it('is left alone where its large table without an index must rest, and read from where it was', async () => {
    let due = true
    const daemon = await stack.start({
      wrap: (parts) => ({
        ...parts,
        source: { ...parts.source, isDue: (table) => due || table === 'SpendLogs' },
      }),
    })
    await daemon.trigger('poll')
    due = false
    await insertErrorLogs(
      stack.database,
      errorLog(Date.now(), { request_id: 'in ErrorLogs', model_group: 'other' }),
    )
    await insertSpendLogs(stack.database, spendFailure(Date.now(), { request_id: 'in SpendLogs' }))
    await daemon.trigger('poll')
    await daemon.trigger('report')
    expect(await reported()).toEqual(['in SpendLogs'])
    due = true
    await daemon.trigger('poll')
    await daemon.trigger('report')
    expect(await reported()).toEqual(['in ErrorLogs', 'in SpendLogs'])
  })

  it('never lets a row from the future drag the mark along', async () => {
    const daemon = await stack.start()
    await insertSpendLogs(
      stack.database,
      spendFailure(Date.now() + 600 * MINUTE_MS, { request_id: 'from the future' }),
    )
    await daemon.trigger('poll')
    await insertSpendLogs(
      stack.database,
      spendFailure(Date.now() - 2 * MINUTE_MS, { request_id: 'of today' }),
    )
    await daemon.trigger('poll')
    await daemon.trigger('report')
    expect(await reported()).toEqual(['from the future', 'of today'])
  })

  it('that logs thousands of requests and never a failure is doubted, once', async () => {
    await stack.database.sql(
      `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime", status)
       SELECT 'ok-' || n, '', at, at, 'success'
       FROM generate_series(1, 5001) n,
         LATERAL (SELECT now() AT TIME ZONE 'UTC' - n * interval '10 seconds' AS at) t`,
    )
    const daemon = await stack.start()
    await daemon.trigger('poll')
    const post = await stack.slack.post(({ body }) => body.includes('no failures'))
    expect(post.body).toContain('disable_error_logs')
    stack.skew = 120 * MINUTE_MS
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    expect(stack.slack.posts.filter(({ body }) => body.includes('no failures'))).toHaveLength(1)
  })
})
