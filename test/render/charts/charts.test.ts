import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts'
import { byClass, byColour } from '../../../src/render/charts/paint.ts'
import { niceTicks, timeTicks } from '../../../src/render/charts/scale.ts'
import { sparkline, sparkText } from '../../../src/render/charts/sparkline.ts'
import { stackedBars, withinColours } from '../../../src/render/charts/stacked-bars.ts'

const from = Date.UTC(2026, 2, 1)
const size = { width: 600, height: 200 }

const chart = (series: { name: string; counts: number[] }[], label = 'an alert') => ({
  from,
  to: from + DAY_MS,
  stepMs: HOUR_MS,
  series,
  marks: [{ from: from + HOUR_MS, to: null, label }],
  timezone: 'UTC',
  title: label,
  stepTitle: (at: number, total: number) => `${at}: ${total} ${label}`,
  number: (value: number) => String(value),
})

describe('stacked bars', () => {
  it('draw one path for each series, coloured by class on the page and by colour elsewhere', () => {
    const series = [1, 2, 3].map((n) => ({ name: `s${n}`, counts: Array<number>(24).fill(n) }))
    const page = stackedBars(chart(series), byClass, size)
    expect(page.match(/<path class="s\d"/g)).toEqual([0, 1, 2].map((n) => `<path class="s${n}"`))
    expect(page).not.toContain('style=')
    expect(stackedBars(chart(series), byColour, size)).toContain('fill="#2f6db3"')
  })
  it('reach as high as the counts say', () => {
    const svg = stackedBars(chart([{ name: 'a', counts: [0, 10, 5] }]), byClass, size)
    const heights = [
      ...(/<path class="s0" d="([^"]*)"/.exec(svg)?.[1]?.matchAll(/v-([\d.]+)/g) ?? []),
    ]
    const [ten = 0, five = 0] = heights.map(([, high]) => Number(high))
    expect(ten / five).toBeCloseTo(2, 1)
  })
  it('add up what has no colour of its own', () => {
    const series = Array.from({ length: 12 }, (_, n) => ({ name: `s${n}`, counts: [n, 1] }))
    const drawn = withinColours(series)
    expect(drawn).toHaveLength(8)
    expect(drawn.at(-1)).toEqual([7 + 8 + 9 + 10 + 11, 5])
  })
  it('escape every text in them', () => {
    const svg = stackedBars(
      chart([{ name: 'a', counts: [3] }], '</title><script>"\''),
      byClass,
      size,
    )
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('</title><s')
  })
})

describe('scales', () => {
  it('have whole ticks that begin at nothing and hold the largest value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (largest) => {
        const ticks = niceTicks(largest)
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(1, largest))
        expect(ticks.every(Number.isInteger)).toBe(true)
        expect(ticks.length).toBeLessThanOrEqual(6)
      }),
    )
  })
  it('mark local midnights, also where a day has 23 hours', () => {
    const begin = Date.UTC(2026, 2, 28, 11)
    const ticks = timeTicks(begin, begin + 72 * HOUR_MS, 'Europe/Berlin', 4)
    expect(ticks.map(({ label }) => label)).toEqual(['Mar 29', 'Mar 30', 'Mar 31'])
    expect((ticks[1]?.at ?? 0) - (ticks[0]?.at ?? 0)).toBe(23 * HOUR_MS)
  })
})

describe('sparklines', () => {
  it('show nothing as a dot and what is not nothing as at least the lowest block', () => {
    expect(sparkText([0, 1, 50, 100])).toBe('·▁▄█')
    expect(sparkText([0, 0])).toBe('··')
  })
  it('are hidden from screen readers unless they have a title', () => {
    expect(sparkline([1, 2], '')).toContain('aria-hidden="true"')
    expect(sparkline([1, 2], '<2 & more>')).toContain('aria-label="&lt;2 &amp; more&gt;"')
  })
})
