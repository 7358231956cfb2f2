import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDelay, RETRY_POLICY, retryStatus } from '../../../src/explain/model/model-retry.ts'
import { ask, FAST } from './ask.ts'
import { completion, say, serveModel } from './model-server.ts'

describe('trying again', () => {
  it('waits as long as a busy server asks, and then has its answer', async () => {
    const waits: number[] = []
    const { url, asked } = await serveModel(
      say('busy', 429, { 'retry-after': '7' }),
      say('oops', 503),
      say(completion('It broke.')),
    )
    const sleep = async (ms: number) => void waits.push(ms)
    expect((await ask(url, { retries: 2 }, { sleep })).text).toBe('It broke.')
    expect(waits).toEqual([7000, 20])
    expect(asked.map(({ headers }) => headers['x-litellm-call-id'])).toEqual(
      Array(3).fill('lookout-1'),
    )
  })

  it('gives up after its retries, with the last answer', async () => {
    const { url, asked } = await serveModel(say('down', 500), say('still down', 502))
    await expect(ask(url, { retries: 1 })).rejects.toThrow(
      /answered 502: still down \(tried 2 times\)/,
    )
    expect(asked).toHaveLength(2)
  })

  it('gives up at once when it is asked to wait past the total time', async () => {
    const { url, asked } = await serveModel(say('busy', 429, { 'retry-after': '50' }))
    await expect(ask(url, { timeoutMs: 20_000 })).rejects.toThrow('the time is up')
    expect(asked).toHaveLength(1)
  })

  it('never waits past the total time and never more often than told', () => {
    fc.assert(
      fc.property(
        fc.nat(6),
        fc.integer({ min: 1, max: 9 }),
        fc.option(fc.nat(400_000)),
        fc.nat(300_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (retries, failed, retryAfter, remaining, chance) => {
          const next = nextDelay(RETRY_POLICY, retries, failed, retryAfter, remaining, chance)
          if ('giveUp' in next) return
          expect(failed).toBeLessThanOrEqual(retries)
          expect(next.wait).toBeLessThanOrEqual(remaining)
          expect(next.wait).toBeGreaterThanOrEqual(Math.min(retryAfter ?? 0, remaining))
        },
      ),
    )
  })

  it('refuses a wait that is longer than anybody waits', () => {
    expect(nextDelay(FAST, 3, 1, 61_000, 999_999, 0)).toEqual({ giveUp: 'it asks to wait 61 s' })
  })

  it('knows which answers may get better', () => {
    expect([408, 429, 500, 502, 503, 504, 529].every(retryStatus)).toBe(true)
    expect([200, 301, 400, 401, 403, 404, 422, 501].some(retryStatus)).toBe(false)
  })
})
