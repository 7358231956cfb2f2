import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../../src/domain/units.ts'
import { mergeSpans, type Span } from '../../../src/state/groups/group-merge.ts'

const span = (firstSeen: number, lastSeen: number, changes: Partial<Span> = {}): Span => ({
  count: 1,
  firstSeen,
  lastSeen,
  backAt: null,
  goneAt: null,
  ...changes,
})

describe('the span of two groups together', () => {
  test('reaches from the first to the last sight of either', () => {
    expect(mergeSpans(span(5, 7), span(3, 6))).toEqual(span(3, 7, { count: 2 }))
  })

  test('begins a new run where neither was seen for a day', () => {
    expect(mergeSpans(span(0, 10), span(2 * DAY_MS, 3 * DAY_MS))).toMatchObject({
      backAt: 2 * DAY_MS,
      goneAt: 10,
    })
  })

  test('has no pause where one was away and the other was not', () => {
    const away = span(0, 5 * DAY_MS, { backAt: 4 * DAY_MS, goneAt: 10 })
    expect(mergeSpans(away, span(5, 4 * DAY_MS))).toMatchObject({ backAt: null, goneAt: null })
  })

  test('is that of the other where one has no events', () => {
    const none = span(0, 0, { count: 0 })
    expect(mergeSpans(none, span(5, 7))).toEqual(span(5, 7))
    expect(mergeSpans(span(5, 7), none)).toEqual(span(5, 7))
  })

  test('is the same whichever comes first', () => {
    const spans = fc
      .uniqueArray(fc.nat(9 * DAY_MS), { minLength: 4, maxLength: 4 })
      .map((times) => times.sort((a, b) => a - b))
      .chain(([a = 0, b = 0, c = 0, d = 0]) =>
        fc.constantFrom(span(a, b), span(a, d, { goneAt: b, backAt: c }), span(c, d)),
      )
    fc.assert(
      fc.property(spans, spans, (one, other) => {
        fc.pre(one.lastSeen !== other.lastSeen)
        expect(mergeSpans(one, other)).toEqual(mergeSpans(other, one))
      }),
    )
  })
})
