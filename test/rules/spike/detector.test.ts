import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import {
  createSpikeDetector,
  type SpikeSeries,
  type SpikeVerdict,
} from '../../../src/rules/spike/detector.ts'

const MONDAY = Date.UTC(2025, 0, 6)
const detector = createSpikeDetector()

/** A series that failed once in ten minutes for eight days. */
const USUAL = learn(detector.start(MONDAY), MONDAY, 8 * 24)
const NOW = MONDAY + 8 * DAY_MS

function learn(series: SpikeSeries, from: number, hours: number): SpikeSeries {
  const counts = Array.from({ length: 60 }, (_, i) => (i % 10 === 0 ? 1 : 0))
  let next = series
  for (let h = 0; h < hours; h += 1) next = detector.fold(next, from + h * HOUR_MS, counts)
  return next
}

/** Appearance once a minute from `now`; `sums` are those of the 1, 5, 15 and 60 minute windows. */
function watch(
  series: SpikeSeries,
  now: number,
  minutes: readonly (readonly number[])[],
  seriesCount = 1,
): { series: SpikeSeries; verdicts: SpikeVerdict[]; now: number } {
  let next = series
  const verdicts = minutes.map((sums, i) => {
    const result = detector.look(next, now + (i + 1) * MINUTE_MS, sums, seriesCount)
    next = result.series
    return result.verdict
  })
  return { series: next, verdicts, now: now + minutes.length * MINUTE_MS }
}

const times = (count: number, sums: readonly number[]) => new Array(count).fill(sums)
const CALM = [0, 1, 2, 6]
const SPIKE = [10, 40, 60, 66]
const LESSER = [9, 36, 55, 60]
const states = (verdicts: readonly SpikeVerdict[]) => verdicts.map((verdict) => verdict.state)

/** A whole spike: it fires, and half an hour of calm ends it. */
function spikeAndCalm(series: SpikeSeries, now: number, sums: readonly number[]) {
  return watch(series, now, [...times(3, sums), ...times(40, CALM)])
}

test('fires on the second look in a row and says what it saw', () => {
  const { verdicts } = watch(USUAL, NOW, times(3, SPIKE))
  expect(states(verdicts)).toEqual(['pending', 'firing', 'firing'])
  expect(verdicts.map((v) => v.reason)).toEqual([
    'first look',
    'far above expectation',
    'still firing',
  ])
  const fired = verdicts[1]
  expect(fired?.observed).toBe(60)
  expect(fired?.windowMs).toBe(15 * MINUTE_MS)
  expect(fired?.expected).toBeCloseTo(1.5, 0)
  expect(fired?.pValue).toBeLessThan(5e-5)
})

test('one look alone is forgotten, and so is one before a gap', () => {
  const broken = watch(USUAL, NOW, [SPIKE, CALM, SPIKE, CALM])
  expect(states(broken.verdicts)).toEqual(['pending', 'quiet', 'pending', 'quiet'])
  const first = watch(USUAL, NOW, [SPIKE])
  const later = watch(first.series, first.now + 20 * MINUTE_MS, [SPIKE])
  expect(states(later.verdicts)).toEqual(['pending'])
})

test('never fires below the minimum count or twice the expectation, however unlikely', () => {
  const few = watch(USUAL, NOW, times(4, [4, 4, 4, 4]))
  expect(states(few.verdicts)).toEqual(times(4, []).map(() => 'quiet'))
  const doubled = createSpikeDetector({ factor: 500 })
  const result = doubled.look(USUAL, NOW + MINUTE_MS, SPIKE, 1)
  expect(result.verdict).toMatchObject({ state: 'quiet', pValue: null })
})

test('the more series share a rule, the less likely a count must be', () => {
  const modest = [4, 7, 10, 14]
  expect(states(watch(USUAL, NOW, times(2, modest)).verdicts)).toContain('firing')
  const among = watch(USUAL, NOW, times(2, modest), 1_000_000_000)
  expect(states(among.verdicts)).toEqual(['quiet', 'quiet'])
})

test('ends after half an hour of ordinary quarters of an hour', () => {
  const { verdicts } = watch(USUAL, NOW, [...times(2, SPIKE), ...times(31, CALM)])
  expect(states(verdicts.slice(2, 31))).toEqual(times(29, []).map(() => 'firing'))
  expect(verdicts[31]).toMatchObject({ state: 'quiet', reason: 'ordinary again' })
})

test('the hour that still holds a spike does not raise it again', () => {
  const afterwards = [0, 1, 2, 66]
  const { verdicts } = watch(USUAL, NOW, [...times(2, SPIKE), ...times(60, afterwards)])
  expect(states(verdicts).lastIndexOf('firing')).toBe(30)
  expect(states(verdicts).slice(31, 50)).not.toContain('pending')
})

test('a relapse within the half hour is the same episode', () => {
  const { verdicts } = watch(USUAL, NOW, [
    ...times(2, SPIKE),
    ...times(20, CALM),
    SPIKE,
    ...times(29, CALM),
  ])
  expect(new Set(states(verdicts.slice(1)))).toEqual(new Set(['firing']))
})

test('the fourth spike of one size within a fortnight is no news, a larger one is', () => {
  let series = USUAL
  let now = NOW
  const seen: boolean[] = []
  for (let n = 0; n < 4; n += 1) {
    const round = spikeAndCalm(series, now, n < 3 ? SPIKE : LESSER)
    seen.push(states(round.verdicts).includes('firing'))
    series = round.series
    now = round.now
  }
  expect(seen).toEqual([true, true, true, false])
  const unnotified = watch(series, now + HOUR_MS, times(2, LESSER))
  expect(unnotified.verdicts[1]).toMatchObject({
    state: 'quiet',
    reason: 'no larger than recent spikes',
  })
  const grown = watch(unnotified.series, unnotified.now, [[90, 300, 400, 420]])
  expect(grown.verdicts[0]).toMatchObject({
    state: 'firing',
    reason: 'larger than the recent spikes',
  })
  const forgotten = watch(series, now + 15 * DAY_MS, times(2, LESSER))
  expect(states(forgotten.verdicts)).toContain('firing')
})

test('an alert is left out of what is usual', () => {
  const burst = new Array<number>(60).fill(0).fill(400, 30, 32)
  const fired = watch(USUAL, NOW + 31 * MINUTE_MS, [SPIKE, SPIKE, ...times(27, CALM)])
  const without = detector.fold(fired.series, NOW, burst)
  const withIt = detector.fold(USUAL, NOW, burst)
  const tomorrow = (series: SpikeSeries) =>
    detector.look(
      { ...series, baseline: { ...series.baseline, level: 0 } },
      NOW + DAY_MS + MINUTE_MS,
      CALM,
      1,
    ).verdict.expected
  expect(tomorrow(without)).toBeLessThan(tomorrow(withIt) - 0.2)
})

test('a new series has no opinion for two hours', () => {
  const young = learn(detector.start(NOW), NOW, 1)
  const { verdicts } = watch(young, NOW + HOUR_MS, times(3, SPIKE))
  expect(verdicts.map((verdict) => verdict.reason)).toEqual(
    times(3, []).map(() => 'too little history'),
  )
})

test('goes on after a restart as if nothing had happened', () => {
  const half = watch(USUAL, NOW, times(3, SPIKE))
  const restored: SpikeSeries = JSON.parse(JSON.stringify(half.series))
  const rest = [...times(40, CALM), ...times(3, SPIKE)]
  expect(watch(restored, half.now, rest)).toEqual(watch(half.series, half.now, rest))
})

test('leaves the series it was given alone', () => {
  const before = JSON.stringify(USUAL)
  spikeAndCalm(USUAL, NOW, SPIKE)
  learn(USUAL, NOW, 3)
  expect(JSON.stringify(USUAL)).toBe(before)
})

test('refuses buckets and windows that do not fit', () => {
  expect(() => createSpikeDetector({ bucketMs: 7 * MINUTE_MS })).toThrow(RangeError)
  expect(() => createSpikeDetector({ windowsMs: [40 * MINUTE_MS] })).toThrow(/divide an hour/)
  expect(() => createSpikeDetector({ windowsMs: [5 * MINUTE_MS] })).toThrow(/resolveWindowMs/)
})

test('five-minute buckets leave the one-minute window out', () => {
  expect(createSpikeDetector({ bucketMs: 5 * MINUTE_MS }).windowsMs).toEqual(
    [5, 15, 60].map((m) => m * MINUTE_MS),
  )
})
