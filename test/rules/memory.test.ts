import { expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import type { Baseline } from '../../src/rules/baselines/baseline.ts'
import { changeOf, decodeBaseline } from '../../src/rules/baselines/encode.ts'
import { keepSpike } from '../../src/rules/baselines/spike-baseline.ts'
import type { RuleOf } from '../../src/rules/rule.ts'
import { ruleOf, series, start, watching } from './engine.ts'

const rule = ruleOf({ name: 's', type: 'spike', by: ['key'] }) as RuleOf<'spike'>
const first = start / HOUR_MS

/** Folds an hour in which these keys failed once each. */
const folded = (baseline: Baseline, at: number, keys: readonly string[], most = 3): Baseline =>
  keepSpike(rule, most).fold(baseline, {
    hour: at,
    minutes: keys.map((keyHash) => {
      const { series: id, dimensions } = series({ keyHash }, 1)
      return { series: id, dimensions, minutes: [[at * 60, 1]] as const }
    }),
    failures: [],
    successes: [],
    counted: false,
  })

const keysOf = (baseline: Baseline): readonly string[] =>
  [...baseline.sets.values()].map(({ set }) => set.labels['key'] ?? '')

it('label sets beyond the limit are remembered together as other', () => {
  const baseline = folded(keepSpike(rule, 3).start(first), first, ['a', 'b', 'c', 'd', 'e'])
  expect(keysOf(baseline)).toEqual(['a', 'b', 'c', 'other'])
})

it('one that nobody has seen for a week makes room for a new one', () => {
  let baseline = folded(keepSpike(rule, 3).start(first), first, ['a', 'b', 'c'])
  for (let h = 1; h <= 6 * 24; h++) baseline = folded(baseline, first + h, ['b', 'c'])
  baseline = folded(baseline, first + 145, ['d'])
  expect(keysOf(baseline)).toEqual(['a', 'b', 'c', 'other'])
  for (let h = 146; h <= 7 * 24; h++) baseline = folded(baseline, first + h, ['b', 'c'])
  baseline = folded(baseline, first + 169, ['d'])
  expect(keysOf(baseline)).not.toContain('a')
  expect(keysOf(baseline)).toContain('d')
})

it('an hour that is folded in already changes nothing', () => {
  const baseline = folded(keepSpike(rule, 3).start(first), first, ['a'])
  expect(folded(baseline, first, ['a', 'b'])).toBe(baseline)
})

it('a new label set is judged by all the hours in which it was silent', () => {
  let baseline = keepSpike(rule, 100).start(first)
  for (let h = 0; h < 48; h++) baseline = folded(baseline, first + h, [])
  const watch = watching([rule])
  const windows = new Map(
    [1, 5, 15, 60].map((length) => [length * MINUTE_MS, [series({ keyHash: 'new' }, 30)]]),
  )
  const at = (first + 48) * HOUR_MS + MINUTE_MS
  expect(watch(at, { windows, baseline: new Map([['s', baseline]]) }).updates).toEqual([])
  expect(watch(at + MINUTE_MS, { windows }).updates).toHaveLength(1)
})

it('only what changed is written, and it reads back the same', () => {
  const learner = keepSpike(rule, 100)
  const before = folded(learner.start(first), first, ['a', 'b'])
  const whole = changeOf(learner, null, before)
  expect(whole?.anew).toBe(true)
  const written = { scope: learner.scope, head: whole?.head ?? '', sets: whole?.put ?? new Map() }
  expect(decodeBaseline(learner, written)).toEqual(before)
  expect(decodeBaseline(learner, { ...written, scope: 'another' })).toBeNull()
  expect(changeOf(learner, before, { ...before })).toBeNull()
  const [key] = before.sets.keys()
  const known = before.sets.get(key ?? '')
  if (before.type !== 'spike' || known === undefined || key === undefined) throw new Error('none')
  const after = new Map(before.sets)
  const seen = after.get(key)
  if (seen !== undefined) after.set(key, { ...seen, seenIn: first + 1 })
  expect([...(changeOf(learner, before, { ...before, sets: after })?.put.keys() ?? [])]).toEqual([
    key,
  ])
})
