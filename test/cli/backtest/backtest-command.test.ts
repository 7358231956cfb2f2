import { expect, it } from 'vitest'
import {
  type BacktestOptions,
  momentOf,
  runBacktest,
  runSeriesBacktest,
  spikeNamed,
} from '../../../src/cli/backtest/backtest-command.ts'
import { UsageError } from '../../../src/cli/io.ts'
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts'
import { rulesSchema } from '../../../src/rules/rule.ts'
import { captureIo } from '../support.ts'

const from = Date.UTC(2026, 2, 1)

const rules = rulesSchema.parse([
  { name: 'many', type: 'threshold', by: ['model'], count: 10, window: '5m', keepFiringFor: '0s' },
  { name: 'never', type: 'threshold', count: 1000, window: '5m' },
  { name: 'burst', type: 'spike' },
])

const dimensions = {
  model: 'gpt-4o',
  provider: 'openai',
  keyHash: 'k',
  keyName: 'k',
  team: 't',
  status: '503',
  errorType: 'E',
  fault: 'provider',
  fingerprint: 'f',
} as const

/** Two days, with 4 failures a minute for a quarter of an hour from noon of each. */
const past = {
  async *hours({ from: first, to }: { readonly from: number; readonly to: number }) {
    for (let h = first / HOUR_MS; h < to / HOUR_MS; h++) {
      const minutes = Array.from({ length: 15 }, (_, m) => [h * 60 + m, 4] as const)
      const failures = h % 24 === 12 ? [{ series: 1, dimensions, minutes }] : []
      yield { hour: h, failures, successes: null }
    }
  },
}

const options: BacktestOptions = {
  rules,
  rule: null,
  from,
  to: from + 48 * HOUR_MS,
  learnMs: DAY_MS,
  timezone: 'UTC',
  maxSeries: 100,
  flapping: { times: 3, windowMs: HOUR_MS },
  json: true,
}

it('tells what would have fired, for how long, and the noise of each rule and day', async () => {
  const io = captureIo()
  expect(await runBacktest(past, { ...options, rule: 'many' }, io)).toBe(0)
  const result = JSON.parse(io.out())
  expect(result.rules).toEqual([
    {
      rule: 'many',
      alerts: 2,
      notifications: 4,
      alertsADay: 1,
      notificationsADay: 2,
      firing: expect.closeTo(30 / 2880, 5),
    },
  ])
  expect(result.days).toEqual([
    { day: '2026-03-01', alerts: 1, notifications: 2 },
    { day: '2026-03-02', alerts: 1, notifications: 2 },
  ])
  expect(result.alerts[0]).toMatchObject({
    rule: 'many',
    labels: { model: 'gpt-4o' },
    firedAt: '2026-03-01T12:03:00.000Z',
    resolvedAt: '2026-03-01T12:18:00.000Z',
    peak: 20,
  })
})

it('prints the same for people, rules that never fired included', async () => {
  const io = captureIo()
  await runBacktest(past, { ...options, json: false }, io)
  expect(io.out()).toContain('2026-03-01 12:03  many model=gpt-4o, warning, for 15 min, peak 20')
  expect(io.out()).toMatch(/^never\s+0\s+0\s/m)
})

it('refuses a rule that is not there, and an end before the begin', async () => {
  await expect(runBacktest(past, { ...options, rule: 'x' }, captureIo())).rejects.toThrow(
    '--rule: there is no rule "x"; configured: many, never, burst',
  )
  await expect(runBacktest(past, { ...options, to: from }, captureIo())).rejects.toThrow(UsageError)
})

it('replays a bare series and prints its episodes as JSON', () => {
  const lines = Array.from({ length: 3 * 288 }, (_, i) => {
    const time = new Date(from + i * 300_000).toISOString().slice(0, 19).replace('T', ' ')
    return `${time},${i >= 600 && i < 606 ? 80 : i % 2}`
  })
  const io = captureIo()
  expect(runSeriesBacktest(`timestamp,value\n${lines.join('\n')}`, {}, { json: true }, io)).toBe(0)
  const { episodes } = JSON.parse(io.out())
  expect(episodes).toHaveLength(1)
  expect(episodes[0].start).toBe('2026-03-03T02:05:00Z')
})

it('takes the options of a named spike rule for a series, and of no other', () => {
  expect(spikeNamed(rules, 'burst')).toMatchObject({ minCount: 5, factor: 2 })
  expect(() => spikeNamed(rules, 'many')).toThrow('"many" is a threshold rule')
})

it('reads moments in the configured zone unless they name their own', () => {
  expect(momentOf('from', '2026-03-01', 'Europe/Berlin')).toBe(from - HOUR_MS)
  expect(momentOf('from', '2026-03-01 00:00Z', 'Europe/Berlin')).toBe(from)
  expect(() => momentOf('from', 'yesterday', 'UTC')).toThrow('--from must be a date or time')
})
