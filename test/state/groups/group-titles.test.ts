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

describe('the search for groups', () => {
  test.each([
    ['(RPM) is', 'Limit of 1 requests (RPM) is used up.'],
    ['已达上限', '每分钟令牌数（TPM）已达上限'],
    ['（tpm）', '每分钟令牌数（TPM）已达上限'],
    [' … ', expect.stringContaining(' … ')],
  ])('finds what stands in a title: %s', async (search, title) => {
    const store = await openTemp()
    await commit(store, [
      ...events,
      failure('wide', '每分钟令牌数（TPM）已达上限，限额60000', T0),
      failure(
        'long',
        'Calls of the Chat_Create Operation under API version 2026-01-01-preview of this service have exceeded the token limit.',
        T0,
      ),
    ])
    const span = { from: T0, to: T0 + 10 * MINUTE_MS, steps: 1, offset: 0, limit: 10 }
    const page = await store.views.groupPage({ ...span, search, sort: 'count', filter: {} })
    expect(page.rows.map((row) => row.title)).toEqual([title])
  })
})
