import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { RuleOf } from '../../src/rules/rule.ts'
import { ruleOf, series, start, watching } from './engine.ts'

interface Failure {
  readonly time: number
  readonly model: string
}

const windowMs = 5 * MINUTE_MS

const threshold = (forMinutes: number, keepMinutes: number, repeatMinutes: number, count: number) =>
  ruleOf({
    name: 't',
    type: 'threshold',
    by: ['model'],
    count,
    window: '5m',
    for: `${forMinutes}m`,
    keepFiringFor: `${keepMinutes}m`,
    repeatInterval: `${repeatMinutes}m`,
  }) as RuleOf<'threshold'>

/**
 * What a threshold rule tells, worked out for one model at a time by looking at the whole past at every moment: no
 * records, no carrying along but of the bare times. Slow and plain on purpose.
 */
const oracle = (
  rule: RuleOf<'threshold'>,
  failures: readonly Failure[],
  moments: readonly number[],
) => {
  const notified: string[] = []
  for (const model of ['a', 'b']) {
    const isOver = (now: number) =>
      failures.filter((f) => f.model === model && f.time > now - windowMs && f.time <= now)
        .length >= rule.count
    let over: number[] = []
    let firedAt: number | null = null
    let notifiedAt = 0
    for (const now of moments) {
      if (isOver(now)) over.push(now)
      if (firedAt === null) {
        if (!isOver(now)) over = []
        else if (now - (over[0] ?? now) >= rule.for) {
          firedAt = notifiedAt = now
          notified.push(`${now} ${model} first seen`)
        }
      } else if (!isOver(now)) {
        if (now - (over.at(-1) ?? 0) >= rule.keepFiringFor) {
          notified.push(`${now} ${model} resolved`)
          firedAt = null
          over = []
        }
      } else if (now - notifiedAt >= rule.repeatInterval) {
        notifiedAt = now
        notified.push(`${now} ${model} still firing`)
      }
    }
  }
  return notified.sort()
}

const engine = (
  rule: RuleOf<'threshold'>,
  failures: readonly Failure[],
  moments: readonly number[],
) => {
  const watch = watching([rule])
  return moments
    .flatMap((now) => {
      const inside = failures.filter((f) => f.time > now - windowMs && f.time <= now)
      const counts = inside.map(({ model }) => series({ model }, 1))
      // Flapping has tests of its own.
      const plan = watch(now, { windows: new Map([[windowMs, counts]]), recent: [] })
      return plan.updates.map(({ alert, reason }) => `${now} ${alert.labels['model']} ${reason}`)
    })
    .sort()
}

it('tells what a plain re-reading of the whole past tells, for any failures', () => {
  const failure = fc.record({
    // In bursts, so that thresholds are crossed both ways.
    time: fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 8 * MINUTE_MS }))
      .map(([burst, offset]) => start + burst * 12 * MINUTE_MS + offset),
    model: fc.constantFrom('a', 'b'),
  })
  const moments = Array.from({ length: 90 }, (_, n) => start + n * MINUTE_MS + 7_000)
  fc.assert(
    fc.property(
      fc.array(failure, { maxLength: 120 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 3, max: 20 }),
      fc.integer({ min: 1, max: 9 }),
      (failures, forMinutes, keepMinutes, repeatMinutes, count) => {
        const rule = threshold(forMinutes, keepMinutes, repeatMinutes, count)
        expect(engine(rule, failures, moments)).toEqual(oracle(rule, failures, moments))
      },
    ),
    { numRuns: 150 },
  )
})
