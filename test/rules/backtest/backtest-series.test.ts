import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import {
  parseSeriesCsv,
  printableEpisodes,
  replaySeries,
  SeriesCsvError,
  type SeriesRow,
} from '../../../src/rules/backtest/backtest-series.ts'

const START = Date.UTC(2025, 0, 6)

/** Ten days of one failure in ten minutes, and at `from` fifteen minutes with ten a minute. */
function seriesWith(from: number | null, stepMs = MINUTE_MS, phaseMs = 0): SeriesRow[] {
  return Array.from({ length: (10 * DAY_MS) / stepMs }, (_, i) => {
    const time = START + i * stepMs
    const incident = from !== null && time >= from && time < from + 15 * MINUTE_MS
    const usual = stepMs === MINUTE_MS ? Number(i % 10 === 0) : i % 2
    return { time: time + phaseMs, value: usual + (incident ? (10 * stepMs) / MINUTE_MS : 0) }
  })
}

test('an even series has no episodes', () => {
  expect(replaySeries(seriesWith(null)).episodes).toEqual([])
  expect(replaySeries([]).episodes).toEqual([])
})

test('an incident is one episode that starts within minutes and ends within an hour or so', () => {
  const incident = START + 9 * DAY_MS
  const { episodes } = replaySeries(seriesWith(incident))
  expect(episodes).toHaveLength(1)
  const [episode = { start: 0, end: 0 }] = episodes
  expect(episode.start - incident).toBeLessThanOrEqual(3 * MINUTE_MS)
  expect(episode.end - incident).toBeLessThan(75 * MINUTE_MS)
})

test('five-minute series are told from their rows, and keep their own time stamps', () => {
  const phase = 173_000
  const { episodes } = replaySeries(seriesWith(START + 9 * DAY_MS, 5 * MINUTE_MS, phase))
  expect(episodes).toHaveLength(1)
  expect(((episodes[0]?.start ?? 0) - START) % (5 * MINUTE_MS)).toBe(phase)
})

test('an episode that is not over ends with the last row', () => {
  const rows = seriesWith(START + 10 * DAY_MS - 10 * MINUTE_MS)
  expect(replaySeries(rows).episodes.at(-1)?.end).toBe(rows.at(-1)?.time)
})

test('the order of the rows, and rows of zero, do not matter', () => {
  const rows = seriesWith(START + 9 * DAY_MS)
  const expected = replaySeries(rows)
  expect(replaySeries(rows.toReversed())).toEqual(expected)
  const sparse = rows.filter((row) => row.value > 0)
  expect(replaySeries([...sparse, ...rows.slice(-1)], { bucketMs: MINUTE_MS })).toEqual(expected)
})

test('among very many series the same incident must be larger', () => {
  const rows = seriesWith(START + 9 * DAY_MS)
  expect(replaySeries(rows, {}, 10).episodes).toHaveLength(1)
  expect(replaySeries(rows, {}, 1e300).episodes).toEqual([])
})

test('rows neither a minute nor five apart are refused', () => {
  const hourly = Array.from({ length: 50 }, (_, i) => ({ time: START + i * HOUR_MS, value: 1 }))
  expect(() => replaySeries(hourly)).toThrow(/3600 s apart/)
  const wild = [...seriesWith(null).slice(0, 9), { time: START + 9000 * DAY_MS, value: 1 }]
  expect(() => replaySeries(wild)).toThrow(/twenty years/)
})

test('reads time stamps with a space, a T, fractions or an offset, with or without a header', () => {
  const expected = [{ time: Date.UTC(2015, 1, 26, 21, 42, 53), value: 104 }]
  for (const line of [
    'timestamp,value\n2015-02-26 21:42:53,104',
    '2015-02-26 21:42:53,104\n',
    '\uFEFF"timestamp","value"\r\n"2015-02-26 21:42:53.000000","104"\r\n\r\n',
    '2015-02-26T21:42:53Z,104.0',
    '2015-02-26T22:42:53+01:00, 104',
  ]) {
    expect(parseSeriesCsv(line)).toEqual(expected)
  }
})

test('names the line that is wrong', () => {
  const good = 'timestamp,value\n2015-02-26 21:42:53,1\n'
  expect(() => parseSeriesCsv(`${good}yesterday 5,1`)).toThrow(
    /^line 3: no time stamp .*"yesterday 5"/,
  )
  expect(() => parseSeriesCsv(`${good}2015-02-30 21:42:53,1`)).toThrow(/^line 3: no time stamp/)
  expect(() => parseSeriesCsv(`${good}\n2015-02-26 21:47:53,-1`)).toThrow(/^line 4: no count/)
  expect(() => parseSeriesCsv(`${good}2015-02-26 21:47:53,`)).toThrow(/^line 3: no count/)
  expect(() => parseSeriesCsv(`${good}2015-02-26 21:47:53`)).toThrow(/^line 3: two columns/)
  expect(() => parseSeriesCsv('')).toThrow(SeriesCsvError)
})

test('prints seconds in UTC', () => {
  const { episodes } = printableEpisodes([{ start: START, end: START + 90_500 }])
  expect(episodes).toEqual([{ start: '2025-01-06T00:00:00Z', end: '2025-01-06T00:01:30Z' }])
})

test('whatever the counts, episodes come in order and do not overlap', () => {
  const counts = fc.array(fc.nat({ max: 60 }), { minLength: 200, maxLength: 900 })
  fc.assert(
    fc.property(counts, (values) => {
      const rows = values.map((value, i) => ({
        time: START + i * 5 * MINUTE_MS,
        value: value ** 2,
      }))
      const { episodes } = replaySeries(rows)
      return (
        episodes.every(
          ({ start, end }, i) => start < end || (start === end && i === episodes.length - 1),
        ) && episodes.every(({ start }, i) => i === 0 || start >= (episodes[i - 1]?.end ?? 0))
      )
    }),
    { numRuns: 30 },
  )
})
