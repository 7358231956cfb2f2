import { expect, test } from 'vitest'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { forecast } from '../../../src/rules/spike/forecast.ts'
import { type Baseline, emptyBaseline } from '../../../src/rules/spike/history.ts'
import { closeHour } from '../../../src/rules/spike/seasonal.ts'

/** Windows of 5, 15 and 60 minutes in buckets of five. */
const WINDOWS = [1, 3, 12]
const ALL = new Array<boolean>(12).fill(true)
const even = (perHour: number): number[] => new Array<number>(12).fill(perHour / 12)

function after(hours: number, perHour: (hour: number) => number): Baseline {
  let baseline = emptyBaseline(0, WINDOWS.length)
  for (let hour = 0; hour < hours; hour += 1) {
    baseline = closeHour(baseline, { hour, counts: even(perHour(hour)), used: ALL }, WINDOWS)
  }
  return baseline
}

const expected = (baseline: Baseline, hour: number): number =>
  forecast(baseline, hour)?.perHour ?? Number.NaN

test('knows nothing with less than two hours of history', () => {
  expect(
    forecast(
      after(1, () => 60),
      1,
    ),
  ).toBeNull()
  expect(
    forecast(
      after(2, () => 60),
      2,
    ),
  ).not.toBeNull()
})

test('expects the trailing day on the first day, and allows for a rhythm it has not seen', () => {
  const young = forecast(
    after(6, () => 60),
    6,
  )
  const older = forecast(
    after(60, () => 60),
    60,
  )
  expect(young?.perHour).toBeCloseTo(60, -1)
  expect(young?.dispersion[2]).toBeGreaterThan((older?.dispersion[2] ?? 1) + 0.4)
})

test('expects by day what days see and by night what nights see', () => {
  const daily = after(24 * 14, (hour) => (hour % 24 < 12 ? 24 : 240))
  expect(expected({ ...daily, level: 0 }, 24 * 14 + 5)).toBeLessThan(35)
  expect(expected(daily, 24 * 14 + 18)).toBeGreaterThan(220)
})

test('leans towards the weekday after some weeks', () => {
  // Every seventh day is ten times as busy as the others.
  const weekly = after(24 * 28, (hour) => (Math.floor(hour / 24) % 7 === 0 ? 1200 : 120))
  const monday = forecast({ ...weekly, level: 0 }, 24 * 28 + 12)
  const tuesday = forecast({ ...weekly, level: 0 }, 24 * 29 + 12)
  expect(monday?.perHour).toBeGreaterThan(1.5 * (tuesday?.perHour ?? 0))
})

test('one bad day in a month does not become the usual', () => {
  const day = 24 * 20
  const hurt = after(24 * 28, (hour) => (hour >= day && hour < day + 24 ? MINUTE_MS : 60))
  expect(expected(hurt, 24 * 28 + 3)).toBeLessThan(90)
})

test('what was left out teaches nothing, and neither do hours nobody watched', () => {
  const usual = after(48, () => 60)
  const none = new Array<boolean>(12).fill(false)
  const alarmed = closeHour(usual, { hour: 48, counts: even(9000), used: none }, WINDOWS)
  const skipped = closeHour(usual, { hour: 50, counts: even(60), used: ALL }, WINDOWS)
  expect(forecast({ ...alarmed, level: 0 }, 72)?.perHour).toBeCloseTo(60, 0)
  expect(alarmed.weight[0]).toBeLessThan(usual.weight[0] ?? 0)
  expect(expected(skipped, 74)).toBeCloseTo(60, 0)
})

test('folding an hour in again changes nothing', () => {
  const usual = after(48, () => 60)
  expect(closeHour(usual, { hour: 47, counts: even(500), used: ALL }, WINDOWS)).toBe(usual)
})

test('after a spike the level of the last hours is expected, until it has passed', () => {
  const aftermath = after(24 * 8 + 3, (hour) => (hour >= 24 * 8 ? 1200 : 60))
  expect(expected(aftermath, 24 * 8 + 3)).toBeGreaterThan(200)
  let later = aftermath
  for (let hour = 24 * 8 + 3; hour < 24 * 11; hour += 1) {
    later = closeHour(later, { hour, counts: even(60), used: ALL }, WINDOWS)
  }
  expect(expected(later, 24 * 11 + 12)).toBeLessThan(75)
})

test('counts that come in bursts have more dispersion than even ones', () => {
  let bursty = emptyBaseline(0, WINDOWS.length)
  for (let hour = 0; hour < 24 * 7; hour += 1) {
    const counts = even(0)
    counts[hour % 12] = 60
    bursty = closeHour(bursty, { hour, counts, used: ALL }, WINDOWS)
  }
  const [five = 0, , sixty = 1] = forecast(bursty, 24 * 7)?.dispersion ?? []
  expect(five).toBeGreaterThan(1)
  expect(sixty).toBeLessThan(0.1)
})

test('after more than four weeks of silence of its own it says it knows nothing', () => {
  const usual = after(24 * 30, () => 60)
  const gone = closeHour(usual, { hour: 24 * 70, counts: even(60), used: ALL }, WINDOWS)
  expect(forecast(gone, 24 * 70 + 12)).toBeNull()
})
