import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { SourceError } from '../../../src/source/connection/explain-error.ts'
import type { Stretch } from '../../../src/source/failure-sql.ts'
import { bisecting } from '../../../src/source/rows/read-events.ts'

const slow = new SourceError('too slow', { where: 'x', code: '57014', retry: true, remedy: '' })
const whole: Stretch = { from: 0, to: null, after: null, limit: 1000 }

/** A database that can read so many milliseconds at a time. */
const reading = (starts: readonly number[], most: number, now: number) => {
  return async ({ from, to, after, limit }: Stretch): Promise<readonly number[]> => {
    const begin = Math.max(from, after?.startTime ?? from)
    if ((to ?? now) - begin > most) throw slow
    return starts
      .filter((start) => start >= begin && start < (to ?? Number.POSITIVE_INFINITY))
      .slice(0, limit)
  }
}

test('a stretch too long for one statement is read in parts, in order and whole', async () => {
  const starts = fc.array(fc.integer({ min: 0, max: 2 * DAY_MS }), { maxLength: 50 })
  await fc.assert(
    fc.asyncProperty(
      starts,
      fc.integer({ min: MINUTE_MS, max: 2 * DAY_MS }),
      fc.integer({ min: 1, max: 60 }),
      async (found, most, limit) => {
        const sorted = found.toSorted((a, b) => a - b)
        const read = await bisecting({ ...whole, limit }, DAY_MS, reading(sorted, most, DAY_MS))
        expect(read).toEqual(sorted.slice(0, limit))
      },
    ),
  )
})

test('what is too slow at any length is an error, and other errors are not tried again', async () => {
  await expect(bisecting(whole, DAY_MS, reading([], 1000, DAY_MS))).rejects.toBe(slow)
  let asked = 0
  const broken = bisecting(whole, DAY_MS, async () => {
    asked += 1
    throw new Error('broken')
  })
  await expect(broken).rejects.toThrow('broken')
  expect(asked).toBe(1)
})
