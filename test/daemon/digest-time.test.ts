import { DateTime } from 'luxon'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Daemon } from '../../src/app/start.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

const zone = 'Europe/Berlin'
const at = (text: string) => DateTime.fromISO(text, { zone }).toMillis()

let stack: Stack
let daemon: Daemon
beforeEach(async () => {
  stack = await startStack()
  daemon = await stack.start({ env: { TZ: zone }, yaml: 'digest: { channels: [email] }' })
  await daemon.trigger('poll')
})
afterEach(async () => {
  await stack.stop()
})

/** Sets our clock and lets the digest's bell ring, as it would then. */
const triggerAt = async (text: string) => {
  stack.skew = at(text) - Date.now()
  await daemon.trigger('poll')
  await daemon.trigger('digest')
  await daemon.trigger('deliver')
}

/** Days of the digests that arrived, in the order of their sending. */
const days = () =>
  stack.mail.mails.flatMap(({ subject }) => /\d{4}-\d{2}-\d{2}/.exec(subject ?? '')?.[0] ?? [])

describe('daily digests over the nights when clocks change', () => {
  it(
    'come once for each day, each about exactly its local day',
    async () => {
      // Two years ahead, so that no day before is due but the newest seven.
      await insertSpendLogs(
        stack.database,
        spendFailure(at('2028-03-26T01:30'), { request_id: 'before the gap' }),
        spendFailure(at('2028-03-26T03:30'), { request_id: 'after the gap' }),
        spendFailure(at('2028-03-27T00:00'), { request_id: 'the next day' }),
      )
      await triggerAt('2028-03-25T12:00')
      const caught = days().length
      expect(caught).toBeLessThanOrEqual(7)
      for (const moment of ['2028-03-26T01:59', '2028-03-26T03:01', '2028-03-26T07:59'])
        await triggerAt(moment)
      expect(days()).toHaveLength(caught)
      await triggerAt('2028-03-26T08:00:01')
      await triggerAt('2028-03-27T08:00:01')
      expect(days().slice(caught)).toEqual(['2028-03-25', '2028-03-26'])
      const [mail] = stack.mail.mails.filter(({ subject }) => subject?.includes('2028-03-26'))
      expect(mail?.subject).toMatch(/\b2 failures/)
    },
    MINUTE_MS,
  )

  it(
    'are not repeated when the clock is set back, and not lost when it jumps ahead',
    async () => {
      await triggerAt('2028-10-28T12:00')
      const caught = days().length
      await triggerAt('2028-10-29T08:00:01')
      stack.skew -= HOUR_MS
      await daemon.trigger('digest')
      stack.skew += 2 * HOUR_MS
      await daemon.trigger('digest')
      await daemon.trigger('deliver')
      expect(days().slice(caught)).toEqual(['2028-10-28'])
      // Asleep over the bell: the day of 25 hours is told on waking.
      await triggerAt('2028-10-30T19:00')
      expect(days().slice(caught)).toEqual(['2028-10-28', '2028-10-29'])
    },
    MINUTE_MS,
  )
})
