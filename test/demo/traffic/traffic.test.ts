import { expect, test } from 'vitest'
import { createRandom } from '../../../src/demo/traffic/random.ts'
import { incidentsFrom, trafficBetween } from '../../../src/demo/traffic/traffic.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'

const start = Date.UTC(2026, 2, 1, 12)

const firstIncidents = (seed: number, count: number) => {
  const incidents = incidentsFrom(createRandom(seed), start)
  return Array.from({ length: count }, () => incidents.next().value)
}

test('the first incident comes after five seconds and is over within half a minute', () => {
  const [first] = firstIncidents(1, 1)
  expect(first?.from).toBe(start + 5000)
  expect(first?.to).toBeLessThan(start + 30_000)
})

test('incidents come one at a time, every minute or two', () => {
  const incidents = firstIncidents(9, 12)
  for (const [index, next] of incidents.slice(1).entries()) {
    const before = incidents[index]
    expect(next.from).toBeGreaterThan(before?.to ?? next.from)
    expect(next.from - (before?.from ?? 0)).toBeLessThanOrEqual(2 * MINUTE_MS)
    expect(next.kind).not.toBe(before?.kind)
  }
})

test('an incident brings many failures, quiet times bring few', () => {
  const incidents = firstIncidents(1, 1)
  const failures = (from: number, to: number) =>
    trafficBetween(createRandom(4), incidents, from, to).filter((row) => row.status === 'failure')
      .length
  expect(failures(start + 5000, start + 15_000)).toBeGreaterThan(40)
  expect(failures(start + MINUTE_MS, start + MINUTE_MS + 10_000)).toBeLessThan(10)
})

test('rows end within their stretch, and the same seed writes the same', () => {
  const written = (seed: number) => trafficBetween(createRandom(seed), [], start, start + MINUTE_MS)
  const ends = written(6).map((row) => Date.parse(`${row.endTime}Z`))
  expect(ends.length).toBeGreaterThan(150)
  expect(ends.every((end) => end >= start && end < start + MINUTE_MS)).toBe(true)
  expect(written(6)).toEqual(written(6))
  expect(written(6)).not.toEqual(written(7))
})
