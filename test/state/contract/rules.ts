import { describe, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { makeAlert, makeEvent, makePage, type OpenStore, T0 } from './make.ts'

const dimensions = {
  model: 'gpt-4o',
  provider: 'openai',
  keyHash: 'hash-1',
  keyName: 'team-key',
  team: 'search',
}

export const rulesContract = (open: OpenStore): void => {
  describe('what rules judge by', () => {
    test('failures by minute, of all events or of those after a number', async () => {
      const store = await open()
      const first = [makeEvent('1', T0), makeEvent('2', T0 + 1), makeEvent('3', T0 + MINUTE_MS)]
      await store.commitPage(makePage(first))
      const upto = await store.newestEvent()
      await store.commitPage(makePage([makeEvent('4', T0 + 2), makeEvent('5', T0, { kind: 'b' })]))
      const minute = T0 / MINUTE_MS
      const all = await store.seriesMinutes(T0, T0 + 2 * MINUTE_MS)
      expect(all.map(({ dimensions: of, minutes }) => [of.fingerprint, minutes])).toEqual([
        [
          'fp-a',
          [
            [minute, 3],
            [minute + 1, 1],
          ],
        ],
        ['fp-b', [[minute, 1]]],
      ])
      const fresh = await store.minutesAfter(upto, T0, T0 + MINUTE_MS)
      expect(fresh.map(({ dimensions: of, minutes }) => [of.fingerprint, minutes])).toEqual([
        ['fp-a', [[minute, 1]]],
        ['fp-b', [[minute, 1]]],
      ])
      expect(await store.minutesAfter(await store.newestEvent(), T0, T0 + MINUTE_MS)).toEqual([])
      expect(await store.firstCount()).toBe(T0)
    })

    test('a group that returns after a day begins a new run; a late row changes none', async () => {
      const store = await open()
      await store.commitPage(makePage([makeEvent('1', T0 - 5 * DAY_MS)]))
      const historyOf = async () => (await store.groupHistory(['fp-a', 'fp-x'])).get('fp-a')
      const firstSeen = T0 - 5 * DAY_MS
      expect(await historyOf()).toEqual({ firstSeen, backAt: null, goneAt: null })
      await store.commitPage(makePage([makeEvent('2', T0), makeEvent('3', T0 + 1)]))
      const back = { firstSeen, backAt: T0, goneAt: firstSeen }
      expect(await historyOf()).toEqual(back)
      await store.commitPage(makePage([makeEvent('4', T0 - 2 * DAY_MS)]))
      expect(await historyOf()).toEqual(back)
    })

    test('counted requests replace those of the same minutes, and join to one stretch', async () => {
      const store = await open()
      const minute = T0 / MINUTE_MS
      const row = (at: number, successes: number) => ({
        minute: at,
        dimensions,
        successes,
        failures: 1,
        retries: 0,
      })
      expect(await store.requestsCounted()).toBeNull()
      const to = T0 + 2 * MINUTE_MS
      await store.commitRequests({ from: T0, to, rows: [row(minute, 5), row(minute + 1, 7)] })
      await store.commitRequests({ from: T0 + MINUTE_MS, to, rows: [row(minute + 1, 9)] })
      expect(await store.successes(T0, to)).toEqual([
        { series: expect.any(Number), dimensions, count: 14 },
      ])
      expect(await store.successMinutes(T0, to)).toMatchObject([
        {
          minutes: [
            [minute, 5],
            [minute + 1, 9],
          ],
        },
      ])
      expect(await store.requestsCounted()).toEqual({ from: T0, to })
      const later = { from: T0 + 9 * MINUTE_MS, to: T0 + 10 * MINUTE_MS }
      await store.commitRequests({ ...later, rows: [] })
      expect(await store.requestsCounted()).toEqual(later)
    })

    test('what a rule remembers is kept by label set, and goes with its scope', async () => {
      const store = await open()
      const commit = (baseline: Parameters<typeof store.commitEvaluation>[0]['baseline'] = []) =>
        store.commitEvaluation({ alerts: [], queue: [], baseline, upto: 7, now: T0 })
      const change = { rule: 'r', scope: 's1', head: '{}', anew: true, drop: [] }
      await commit([
        {
          ...change,
          put: new Map([
            ['a', '1'],
            ['b', '2'],
          ]),
        },
      ])
      await commit([{ ...change, anew: false, put: new Map([['b', '3']]), drop: ['a'] }])
      expect(await store.ruleBaselines('r')).toEqual({
        scope: 's1',
        head: '{}',
        sets: new Map([['b', '3']]),
      })
      await commit([{ ...change, scope: 's2', put: new Map() }])
      expect(await store.ruleBaselines('r')).toMatchObject({ scope: 's2', sets: new Map() })
      expect(await store.ruleBaselines('other')).toBeNull()
      expect(await store.evaluatedUpto()).toBe(7)
    })

    test('alerts that fired and ended lately are found, those that never fired are not', async () => {
      const store = await open()
      const over = { state: 'resolved', resolvedAt: T0 } as const
      const alerts = [
        makeAlert('1', over),
        makeAlert('2', { ...over, resolvedAt: T0 - 1 }),
        makeAlert('3', { ...over, firedAt: null }),
        makeAlert('4'),
      ]
      await store.commitEvaluation({ alerts, queue: [], now: T0, looked: false })
      expect((await store.resolvedSince(T0)).map(({ id }) => id)).toEqual(['1'])
      expect(await store.lastEvaluation()).toBeNull()
    })

    test('old request counts are pruned with their series', async () => {
      const store = await open()
      const row = (at: number, model: string) => ({
        minute: at / MINUTE_MS,
        dimensions: { ...dimensions, model },
        successes: 1,
        failures: 0,
        retries: 0,
      })
      const [from, to] = [T0 - 10 * DAY_MS, T0 + MINUTE_MS]
      await store.commitRequests({ from, to, rows: [row(from, 'old'), row(T0, 'new')] })
      const pruned = await store.prune({ events: 0, groups: 0, reports: 0 })
      expect(pruned).toMatchObject({ requests: 1, requestSeries: 1 })
      expect(await store.successes(from, to)).toMatchObject([{ dimensions: { model: 'new' } }])
    })
  })
}
