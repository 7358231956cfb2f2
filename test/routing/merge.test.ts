import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlertReason } from '../../src/domain/notification.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { mergeUnsent, type Unsent } from '../../src/routing/merge.ts'
import { makeMessage, start } from './make.ts'

const row = (id: number, reason: AlertReason, ...alerts: string[]): Unsent => ({
  id,
  notification: makeMessage(`n${id}`, reason, alerts, { createdAt: start + id * MINUTE_MS }),
})

const said = (rows: readonly Unsent[]) =>
  mergeUnsent(rows).map(({ id, notification: { reason, alert, others }, absorbs }) => ({
    as: id,
    says: `${reason} ${[alert, ...others].map((each) => each.id).join(' ')}`,
    absorbs,
  }))

describe('messages that wait', () => {
  it('alone stay as they are', () => {
    const rows = [row(1, 'first seen', 'a', 'b')]
    expect(mergeUnsent(rows)).toEqual([{ ...rows[0], absorbs: [] }])
  })

  it('fired and resolved become one, which says since when there was something to tell', () => {
    const rows = [row(1, 'first seen', 'a'), row(2, 'resolved', 'a')]
    expect(said(rows)).toEqual([{ as: 2, says: 'resolved a', absorbs: [1] }])
    expect(mergeUnsent(rows)[0]?.notification).toMatchObject({
      id: 'n2',
      createdAt: start + MINUTE_MS,
    })
  })

  it('of repeats only the last is told, as the first if nobody has heard of it', () => {
    expect(said([row(1, 'first seen', 'a'), row(2, 'still firing', 'a')])).toEqual([
      { as: 2, says: 'first seen a', absorbs: [1] },
    ])
    expect(said([row(1, 'still firing', 'a'), row(2, 'still firing', 'a')])).toEqual([
      { as: 2, says: 'still firing a', absorbs: [1] },
    ])
  })

  it('of several alerts lose those that later ones tell', () => {
    const rows = [
      row(1, 'first seen', 'a', 'b'),
      row(2, 'first seen', 'c'),
      row(3, 'resolved', 'b', 'c'),
    ]
    expect(said(rows)).toEqual([
      { as: 1, says: 'first seen a', absorbs: [] },
      { as: 3, says: 'resolved b c', absorbs: [2] },
    ])
  })

  it('that only add words give way to any news of their alert, and stand alone otherwise', () => {
    const words = (id: number, alert: string): Unsent => {
      const { notification } = row(id, 'first seen', alert)
      return { id, notification: { ...notification, followUp: true } }
    }
    expect(said([words(1, 'a'), row(2, 'resolved', 'a')])).toEqual([
      { as: 2, says: 'resolved a', absorbs: [1] },
    ])
    expect(said([row(1, 'still firing', 'a'), words(2, 'a')])).toEqual([
      { as: 1, says: 'still firing a', absorbs: [2] },
    ])
    expect(said([words(1, 'a'), row(2, 'first seen', 'b')])).toEqual([
      { as: 1, says: 'first seen a', absorbs: [] },
      { as: 2, says: 'first seen b', absorbs: [] },
    ])
  })

  const reasons = fc.constantFrom<AlertReason>('first seen', 'still firing', 'resolved')
  const queues = fc
    .array(
      fc.record({
        reason: reasons,
        alerts: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
      }),
      { maxLength: 12 },
    )
    .map((given) => given.map(({ reason, alerts }, index) => row(index + 1, reason, ...alerts)))

  it('tell every alert exactly once, in its last state, and account for every row', () => {
    fc.assert(
      fc.property(queues, (rows) => {
        const last = new Map<string, AlertReason>()
        for (const { notification } of rows)
          for (const { id } of [notification.alert, ...notification.others])
            last.set(id, notification.reason)
        const merged = mergeUnsent(rows)
        const notified = merged.flatMap(({ notification: { reason, alert, others } }) =>
          [alert, ...others].map(({ id }) => [id, reason] as const),
        )
        expect(notified.map(([id]) => id).sort()).toEqual([...last.keys()].sort())
        for (const [id, reason] of notified)
          expect(reason.startsWith('resolved')).toBe(last.get(id)?.startsWith('resolved'))
        const rowsDone = merged.flatMap(({ id, absorbs }) => [...absorbs, id])
        expect(rowsDone).toEqual(rows.map(({ id }) => id))
      }),
    )
  })

  it('merged a second time stay as they are', () => {
    fc.assert(
      fc.property(queues, (rows) => {
        const once = mergeUnsent(rows)
        const twice = mergeUnsent(once.map(({ id, notification }) => ({ id, notification })))
        expect(twice.map(({ notification }) => notification)).toEqual(
          once.map(({ notification }) => notification),
        )
      }),
    )
  })
})
