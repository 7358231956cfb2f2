import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseTwin, TWIN_REACH_MS, type TwinRow } from '../../src/classify/twins.ts'
import type { SourceTable } from '../../src/domain/event.ts'

const row = (table: SourceTable, requestId: string, time: number, message = 'boom'): TwinRow => ({
  table,
  requestId,
  startTime: time,
  time,
  model: 'gpt-4o',
  message,
})
const free = (twin: TwinRow) => ({ ...twin, partner: null })
const error = row('ErrorLogs', 'e', 10_000)

describe('chooseTwin', () => {
  test.each([
    ['at the reach', row('SpendLogs', 's', 10_000 + TWIN_REACH_MS), true],
    ['beyond the reach', row('SpendLogs', 's', 10_001 + TWIN_REACH_MS), false],
    ['without a message', row('SpendLogs', 's', 9_000, ''), true],
    ['with another message', row('SpendLogs', 's', 10_000, 'bang'), false],
    ['of another model', { ...row('SpendLogs', 's', 10_000), model: 'claude' }, false],
    ['of no known model', { ...row('SpendLogs', 's', 10_000), model: null }, true],
    ['of neither model nor message', { ...row('SpendLogs', 's', 10_000, ''), model: null }, false],
    [
      'of no known model and another message',
      { ...row('SpendLogs', 's', 10_000, 'bang'), model: null },
      false,
    ],
    ['of the same table', row('ErrorLogs', 's', 10_000), false],
  ])('a row %s is a twin: %#', (_, candidate, expected) => {
    expect(chooseTwin(error, [free(candidate)]) !== null).toBe(expected)
  })

  test('the nearest in time is taken, whatever the order of the candidates', () => {
    const candidates = [11_500, 10_200, 9_700].map((time) =>
      free(row('SpendLogs', `s${time}`, time)),
    )
    for (const order of [candidates, candidates.toReversed()]) {
      expect(chooseTwin(error, order)?.requestId).toBe('s10200')
    }
  })

  test('an equal message goes before a nearer row without one', () => {
    const silent = free(row('SpendLogs', 'silent', 10_001, ''))
    const equal = free(row('SpendLogs', 'equal', 11_000))
    expect(chooseTwin(error, [silent, equal])?.requestId).toBe('equal')
  })

  test('an equal model goes before a nearer row without one', () => {
    const nameless = { ...free(row('SpendLogs', 'nameless', 10_001)), model: null }
    const equal = free(row('SpendLogs', 'equal', 11_000))
    expect(chooseTwin(error, [nameless, equal])?.requestId).toBe('equal')
  })

  test('a candidate keeps a partner that is nearer', () => {
    const taken = { ...row('SpendLogs', 's', 10_100), partner: row('ErrorLogs', 'e2', 10_110) }
    expect(chooseTwin(error, [taken])).toBeNull()
  })

  test('a candidate leaves a partner that is farther', () => {
    const taken = { ...row('SpendLogs', 's', 10_100), partner: row('ErrorLogs', 'e2', 10_300) }
    expect(chooseTwin(error, [taken])?.requestId).toBe('s')
  })
})

/** Pairs by adding one row after another, as the state does. */
const pairInOrder = (rows: readonly TwinRow[]): ReadonlySet<string> => {
  const partner = new Map<TwinRow, TwinRow>()
  const known: TwinRow[] = []
  for (const added of rows) {
    known.push(added)
    let seeker: TwinRow | null = added
    while (seeker !== null) {
      const candidates = known.map((each) => ({
        ...each,
        each,
        partner: partner.get(each) ?? null,
      }))
      const choice: (typeof candidates)[number] | null = chooseTwin(seeker, candidates)
      if (choice === null) break
      partner.set(seeker, choice.each).set(choice.each, seeker)
      if (choice.partner !== null) partner.delete(choice.partner)
      seeker = choice.partner
    }
  }
  const pairs = [...partner].filter(([a]) => a.table === 'SpendLogs')
  return new Set(pairs.map(([spend, twin]) => `${spend.requestId}=${twin.requestId}`))
}

const rowArbitrary = fc.record({
  table: fc.constantFrom('SpendLogs' as const, 'ErrorLogs' as const),
  step: fc.integer({ min: 0, max: 10 }),
  message: fc.constantFrom('', 'boom', 'boom', 'bang'),
  model: fc.constantFrom('gpt-4o', 'gpt-4o', 'claude', null),
})

test('the pairs do not depend on the order in which the rows came', () => {
  const property = fc.property(
    fc.array(rowArbitrary, { maxLength: 16 }),
    fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
    (specs, random) => {
      const rows = specs.map(({ table, step, message, model }, id) => ({
        ...row(table, `r${id}`, step * (TWIN_REACH_MS / 4), message),
        model,
      }))
      const shuffled = rows
        .map((each, index) => ({ each, at: random[index] ?? 0 }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ each }) => each)
      expect(pairInOrder(shuffled)).toEqual(pairInOrder(rows))
    },
  )
  fc.assert(property, { numRuns: 300 })
})
