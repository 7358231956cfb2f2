import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bucketEnd, latenessBucket } from '../../src/domain/lateness.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { openState } from '../../src/state/store.ts'
import { quiet } from '../state/quiet.ts'
import { insertSpendLogs, spendFailure, spendSuccess } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack('2026-09')
})
afterEach(async () => {
  await stack.stop()
})

/** What the state has measured: the lateness of each row, milliseconds, as exactly as its bucket is. */
const measured = async () => {
  const url = `sqlite:${join(stack.folder, 'state', 'lookout.db')}`
  const beside = await openState(url, { log: quiet, now: Date.now })
  const counts = await beside.lateness(Date.now() - 7 * DAY_MS)
  await beside.close()
  return counts.flatMap(({ bucket, count }) =>
    Array.from({ length: count }, () => bucketEnd(bucket)),
  )
}
const about = (ms: number) => bucketEnd(latenessBucket(ms))

it('a row says by created_at how late it came; those from before that column do not', async () => {
  const now = Date.now()
  const migration = now - 3 * HOUR_MS
  const row = (startedAgo: number, created: number) =>
    spendFailure(now - startedAgo, { created_at: created })
  await insertSpendLogs(
    stack.database,
    row(10 * HOUR_MS, migration),
    row(8 * HOUR_MS, migration),
    row(40 * MINUTE_MS, now - 10 * MINUTE_MS),
    spendSuccess(now, { created_at: now }),
  )
  const daemon = await stack.start()
  await daemon.trigger('poll')
  expect(await measured()).toEqual([about(30 * MINUTE_MS)])
  // Found by a poll that followed the one before at once: when it was seen is not when it came.
  await insertSpendLogs(stack.database, row(14 * MINUTE_MS, now - 12 * MINUTE_MS))
  await daemon.trigger('poll')
  expect(await measured()).toEqual([about(2 * MINUTE_MS), about(30 * MINUTE_MS)])
})

it('a row without a true created_at is as late as it was seen, by polls that follow one another', async () => {
  const now = Date.now()
  await insertSpendLogs(
    stack.database,
    spendFailure(now - 2 * HOUR_MS, { created_at: now }),
    spendSuccess(now, { created_at: now }),
  )
  const daemon = await stack.start()
  await daemon.trigger('poll')
  expect(await measured()).toEqual([])
  await insertSpendLogs(stack.database, spendFailure(now - 14 * MINUTE_MS, { created_at: now }))
  await daemon.trigger('poll')
  expect(await measured()).toEqual([about(14 * MINUTE_MS)])
})
