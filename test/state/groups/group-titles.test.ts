import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { T0 } from '../contract/make.ts'
import { commit, failure } from '../grouped.ts'
import { openTemp } from '../open-temp.ts'

const LIMITS = [70, 9, 500, 1, 30]
const events = LIMITS.map((limit, n) =>
  failure(`${n}`, `Limit of ${limit} requests (RPM) is used up.`, T0 + n * MINUTE_MS),
)

describe('the title of a group', () => {
  test('is that of the same one of its events, whatever their order and their pages', async () => {
    for (const order of [events, events.toReversed()]) {
      const store = await openTemp()
      await commit(store, order.slice(0, 2))
      await commit(store, order.slice(2))
      expect((await store.listGroups()).map(({ title, count }) => [title, count])).toEqual([
        ['Limit of 1 requests (RPM) is used up.', 5],
      ])
    }
  })
})
