import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TWIN_REACH_MS } from '../../../src/classify/twins.ts'
import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import type { Store } from '../../../src/state/store.ts'
import { allEvents, collect, makeEvent, makePage, type OpenStore, T0 } from './make.ts'

const spend = makeEvent('s', T0 + 40)
const error = makeEvent('e', T0, { table: 'ErrorLogs', kind: 'e', message: spend.message })

/** All that must not depend on the order in which rows were found. */
const picture = async (store: Store) => {
  const events = await allEvents(store)
  const counts = await store.windowCounts(T0 - 500, T0 + MINUTE_MS)
  const groups = await store.groups(['fp-a', 'fp-b', 'fp-e'])
  const minutes = await store.windowCounts(T0 - MINUTE_MS, T0 + 120_000)
  return {
    events: events.map((event) => `${event.time} ${event.table} ${event.requestId}`).toSorted(),
    counts: counts.map((row) => [row.dimensions.fingerprint, row.count]).toSorted(),
    minutes: minutes.map((row) => [row.dimensions.fingerprint, row.count]).toSorted(),
    groups: [...groups.values()]
      .map((group) => [group.fingerprint, group.count, group.firstSeen, group.lastSeen])
      .toSorted(),
  }
}

const rowArbitrary = (id: number): fc.Arbitrary<ClassifiedEvent> =>
  fc
    .record({
      table: fc.constantFrom('SpendLogs' as const, 'ErrorLogs' as const),
      // Steps that put pairs within, at and beyond the reach, many of them at equal distances.
      step: fc.integer({ min: 0, max: 12 }),
      model: fc.constantFrom('m1', 'm1', 'm2', null),
      message: fc.constantFrom('', 'boom', 'boom', 'bang'),
      kind: fc.constantFrom('a', 'b'),
    })
    .map(({ table, step, model, message, kind }) =>
      makeEvent(`r${id}`, T0 + step * (TWIN_REACH_MS / 4), { table, model, message, kind }),
    )

const rowsArbitrary = fc
  .integer({ min: 1, max: 14 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, id) => rowArbitrary(id))))

const commitOneByOne = async (store: Store, rows: readonly ClassifiedEvent[]): Promise<void> => {
  for (const row of rows) await store.commitPage(makePage([row]))
}

export const twinsContract = (open: OpenStore): void => {
  describe('rows of both tables', () => {
    test('an ErrorLogs row after its SpendLogs row is known and not counted', async () => {
      const store = await open()
      await store.commitPage(makePage([spend]))
      expect(await store.commitPage(makePage([error]))).toEqual({ added: 1, known: 0, twins: 1 })
      expect((await allEvents(store)).map((event) => event.requestId)).toEqual(['s'])
      expect(await store.unknown([spend, error])).toEqual([])
      expect(await store.groups(['fp-e'])).toEqual(new Map())
    })

    test('a SpendLogs row takes over the number of its ErrorLogs row, and with it the report', async () => {
      const store = await open()
      await store.commitPage(makePage([error]))
      const claim = await store.claimReport({ startedAt: T0, folder: 'd', stamp: 't' })
      expect(await store.commitPage(makePage([spend]))).toEqual({ added: 1, known: 0, twins: 1 })
      expect(claim === null ? [] : await collect(store.reportEvents(claim))).toMatchObject([
        { table: 'SpendLogs', requestId: 's', group: { fingerprint: 'fp-a' } },
      ])
      expect(await store.claimReport({ startedAt: T0, folder: 'd', stamp: 'u' })).toBeNull()
      const groups = await store.groups(['fp-a', 'fp-e'])
      expect([...groups.values()].map((g) => [g.fingerprint, g.count, g.firstSeen])).toEqual([
        ['fp-a', 1, T0 + 40],
      ])
      expect(await store.unknown([spend, error])).toEqual([])
    })

    test('a SpendLogs row without a model is the twin of one that has the same message', async () => {
      const store = await open()
      const nameless = makeEvent('nameless', T0 + 40, { model: null })
      await store.commitPage(makePage([error]))
      expect(await store.commitPage(makePage([nameless]))).toMatchObject({ added: 1, twins: 1 })
      expect((await allEvents(store)).map((event) => event.requestId)).toEqual(['nameless'])
      expect(await store.windowCounts(T0 - MINUTE_MS, T0 + MINUTE_MS)).toMatchObject([
        { dimensions: { model: null }, count: 1 },
      ])
    })

    test('two failures of one message each find their own twin', async () => {
      const store = await open()
      const pairs = [0, 300].flatMap((at) => [
        makeEvent(`s${at}`, T0 + at),
        makeEvent(`e${at}`, T0 + at + 200, { table: 'ErrorLogs' }),
      ])
      await commitOneByOne(store, pairs)
      expect((await allEvents(store)).map((event) => event.requestId)).toEqual(['s0', 's300'])
    })

    test('an ErrorLogs row that loses its twin to a nearer row is an event of the next report', async () => {
      const store = await open()
      const far = makeEvent('far', T0 + 1_000, { table: 'ErrorLogs' })
      const near = makeEvent('near', T0 + 41, { table: 'ErrorLogs' })
      await store.commitPage(makePage([spend]))
      await store.commitPage(makePage([far]))
      await store.claimReport({ startedAt: T0, folder: 'd', stamp: 't' })
      expect(await store.commitPage(makePage([near]))).toEqual({ added: 1, known: 0, twins: 0 })
      const next = await store.claimReport({ startedAt: T0, folder: 'd', stamp: 'u' })
      const notified = next === null ? [] : await collect(store.reportEvents(next))
      expect(notified.map((event) => event.requestId)).toEqual(['far'])
    })

    test.each([
      ['before', -1_500],
      ['behind', 1_500],
    ])(
      'a report that is being read has each failure once, whatever SpendLogs rows %s take the places',
      async (_, move) => {
        const store = await open()
        const about = (i: number) => ({ message: `failure ${i}` })
        const pairs = Array.from({ length: 1_200 }, (_, i) => ({
          error: makeEvent(`e${i}`, T0 + i * 10, { table: 'ErrorLogs', ...about(i) }),
          spend: makeEvent(`s${i}`, T0 + i * 10 + move, about(i)),
        }))
        await store.commitPage(makePage(pairs.map(({ error }) => error)))
        const claim = await store.claimReport({ startedAt: T0, folder: 'd', stamp: 't' })
        if (claim === null) throw new Error('nothing to report')
        const seen: string[] = []
        for await (const { requestId } of store.reportEvents(claim)) {
          seen.push(requestId.slice(1))
          // At the end of a batch: the newest failures were read, the oldest were not.
          if (seen.length === 500) await store.commitPage(makePage(pairs.map(({ spend }) => spend)))
        }
        expect(seen.toSorted()).toEqual(pairs.map((_, i) => String(i)).toSorted())
      },
    )

    test('any split and order of the rows gives the same events, groups and counts', async () => {
      const property = fc.asyncProperty(
        rowsArbitrary,
        fc.infiniteStream(fc.nat(1_000)),
        async (rows, random) => {
          const one = await open()
          await commitOneByOne(one, rows)
          const shuffled = rows
            .map((row) => [random.next().value ?? 0, row] as const)
            .toSorted((a, b) => a[0] - b[0])
            .map(([, row]) => row)
          const other = await open()
          for (const table of ['ErrorLogs', 'SpendLogs'] as const) {
            // Half of them in one page of each table, the rest one by one, some twice.
            const page = shuffled.slice(shuffled.length / 2).filter((row) => row.table === table)
            await other.commitPage(makePage(page, { table }))
          }
          await commitOneByOne(other, shuffled)
          expect(await picture(other)).toEqual(await picture(one))
          await Promise.all([one.close(), other.close()])
        },
      )
      await fc.assert(property, { numRuns: 60 })
    })
  })
}
