import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPostmen } from '../../src/app/run-jobs.ts'
import type { Channel } from '../../src/domain/channel.ts'
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

const postmen = (deliver: () => Promise<void>, nextDue: () => Promise<number | null>) =>
  createPostmen([slack], deliver, nextDue, {
    signal: new AbortController().signal,
    newId: () => 'run',
    clock: { now: () => Date.now() },
    log: quiet,
  })

it('a round that failed is followed by another within a minute, though nobody rings', async () => {
  let rounds = 0
  const { ring, stop } = postmen(
    async () => {
      rounds++
      if (rounds === 1) throw new Error('the state is busy')
    },
    async () => null,
  )
  await ring()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(rounds).toBe(2)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(rounds).toBe(2)
  await stop()
})

it('a round comes when the next message is due, and at least once a minute while one waits', async () => {
  let rounds = 0
  const due = Date.now() + 150_000
  const { ring, stop } = postmen(
    async () => {
      rounds++
    },
    async () => (Date.now() < due ? due : null),
  )
  await ring()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(rounds).toBe(4)
  await stop()
})
