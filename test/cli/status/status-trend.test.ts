import { expect, test } from 'vitest'
import { trendRows } from '../../../src/cli/status/status-trend.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { makeEvent, makePage, T0 } from '../../state/contract/make.ts'
import { openTemp } from '../../state/open-temp.ts'
import { fillRequests } from '../../support/believable.ts'

test('draws what happened of late, and the largest groups below', async () => {
  const store = await openTemp()
  const at = (ago: number) => T0 - ago * MINUTE_MS
  const events = [1, 2, 3, 90, 3000].map((ago, n) => makeEvent(`e-${n}`, at(ago)))
  const other = makeEvent('other', at(5), { kind: 'b\u001b[31m' })
  await store.commitPage(makePage([...events, other], { now: T0 }))
  const rows = await trendRows(store.views, T0)
  expect(rows.map(([name]) => name)).toEqual(['last hour', 'last day', 'last week', '', ''])
  expect(rows[0]?.[1]).toMatch(/^·{27}[·▁-█]{3} {2}4 failures$/)
  expect(rows[1]?.[1]).toMatch(/^[·▁-█]{24} {2}5 failures$/)
  expect(rows[2]?.[1]).toMatch(/^[·▁-█]{28} {2}6 failures$/)
  expect(rows[3]?.[1]).toMatch(/ {2}4 Kind a$/)
  expect(rows[4]?.[1]).not.toContain('\u001b')
  // With requests counted up to now, each stretch is a share of them, though its last step is not over.
  await fillRequests(store, T0 + 100_000)
  const shares = (await trendRows(store.views, T0 + 100_000)).slice(0, 3).map(([, text]) => text)
  for (const text of shares) expect(text).toMatch(/ failures, [< \d.]+ % of requests$/)
})
