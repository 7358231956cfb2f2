import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDeliveryWorkers } from '../../src/app/delivery-workers.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { quiet } from '../state/quiet.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const slack: Channel = {
  name: 'slack',
  kind: 'slack',
  send: async () => ({}),
  verify: async () => 'fine',
}

const deliveryWorkers = (deliver: () => Promise<void>, nextDue: () => Promise<number | null>) =>
  createDeliveryWorkers([slack], deliver, nextDue, {
    signal: new AbortController().signal,
    newId: () => 'run',
    clock: { now: () => Date.now() },
    log: quiet,
  })

it('a round that failed is followed by another within a minute, though nothing triggers it', async () => {
  let rounds = 0
  const { trigger, stop } = deliveryWorkers(
    async () => {
      rounds++
      if (rounds === 1) throw new Error('the state is busy')
    },
    async () => null,
  )
  await trigger()
  await vi.advanceTimersByTimeAsync(MINUTE_MS)
  expect(rounds).toBe(2)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(rounds).toBe(2)
  await stop()
})

it('a round comes when the next message is due, and at least once a minute while one waits', async () => {
  let rounds = 0
  const due = Date.now() + 150_000
  const { trigger, stop } = deliveryWorkers(
    async () => {
      rounds++
    },
    async () => (Date.now() < due ? due : null),
  )
  await trigger()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(rounds).toBe(4)
  await stop()
})
