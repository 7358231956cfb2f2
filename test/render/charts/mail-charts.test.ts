import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../../src/domain/units.ts'
import { chinese, english } from '../../../src/i18n/locales.ts'
import { stepsOf } from '../../../src/render/charts/chart-steps.ts'
import { mailCharts } from '../../../src/render/charts/mail-charts.ts'
import { facts } from '../facts-example.ts'
import { richFacts } from '../rich.ts'

describe('charts of a mail', () => {
  it('are those that there is something to draw for', () => {
    expect(mailCharts(richFacts, english.messages).map(({ id }) => id)).toEqual([
      'time',
      'requests',
      'groups',
      'heat',
    ])
    expect(mailCharts(facts, english.messages).map(({ id }) => id)).toEqual(['time'])
    expect(mailCharts({ ...richFacts, total: 0 }, english.messages)).toEqual([])
  })

  it('hold every failure of the hours once, the small types as one', () => {
    const types = Array.from({ length: 12 }, (_, at) => `Type${at}`)
    const hours = types.map((errorType, at) => ({
      start: richFacts.from + at * HOUR_MS,
      errorType,
      count: at + 1,
    }))
    const byErrorType = types.map((name, at) => ({ name, count: at + 1 }))
    const [chart] = mailCharts({ ...richFacts, hours, byErrorType }, chinese.messages)
    const series = JSON.stringify(chart?.option['series'])
    const counts = [...series.matchAll(/"data":\[([\d,]*)\]/g)].flatMap(([, list = '']) =>
      list.split(',').map(Number),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(78)
    expect(series).toContain('"name":"其他类型"')
    expect(series).not.toContain('Type9')
  })

  it('can be sent to another process: no functions, nothing that is no JSON', () => {
    for (const chart of mailCharts(richFacts, english.messages))
      expect(JSON.parse(JSON.stringify(chart))).toEqual(chart)
  })
})

describe('the steps of a chart', () => {
  it('are hours of the local clock, also where it is set', () => {
    const from = Date.parse('2026-03-28T23:00:00Z')
    const { labels } = stepsOf(
      { ...richFacts, from, to: from + 23 * HOUR_MS, timezone: 'Europe/Berlin' },
      english.messages,
    )
    expect(labels).toHaveLength(23)
    expect(labels.slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00'])
  })

  it('name the days of a week where they begin', () => {
    const week = { ...richFacts, to: richFacts.from + 168 * HOUR_MS, trendStep: 6 * HOUR_MS }
    const named = stepsOf(week, chinese.messages).labels.filter((label) => label !== '')
    expect(named).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `3月${day}日`))
  })

  it('take what lies outside to the nearest one', () => {
    const { indexOf } = stepsOf(richFacts, english.messages)
    expect(indexOf(richFacts.from - HOUR_MS)).toBe(0)
    expect(indexOf(richFacts.to + HOUR_MS)).toBe(23)
  })
})
