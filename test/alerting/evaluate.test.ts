import { describe, expect, it } from 'vitest'
import type { AlertRecord, SeriesCount } from '../../src/alerting/alert.ts'
import { type EvaluationInput, evaluate } from '../../src/alerting/evaluate.ts'
import { rulesSchema } from '../../src/alerting/rule.ts'

const minute = 60_000
const start = Date.UTC(2026, 2, 1, 12)

const series = (over: Partial<SeriesCount['dimensions']>, count: number): SeriesCount => ({
  series: 1,
  count,
  dimensions: {
    model: 'gpt-4o',
    provider: 'openai',
    keyHash: 'abc',
    keyName: 'team-a-key',
    team: 'a',
    status: '503',
    errorType: 'ServiceUnavailableError',
    fault: 'provider',
    fingerprint: 'f1',
    ...over,
  },
})

const [rule] = rulesSchema.parse([
  {
    name: 'provider',
    type: 'threshold',
    match: { fault: 'provider' },
    by: ['model'],
    count: 5,
    window: '5m',
    keepFiringFor: '2m',
    repeatInterval: '1h',
  },
])
if (rule === undefined) throw new Error('no rule')

/** Runs the engine over moments as the daemon would: what is open and what was sent is carried along. */
const watch = (over: Partial<EvaluationInput> = {}) => {
  let open: readonly AlertRecord[] = []
  let last: number | null = null
  const sent = new Map<string, { sentAt: number | null; waiting: boolean }>()
  return (now: number, counts: readonly SeriesCount[]) => {
    const plan = evaluate({
      rules: [rule],
      now,
      lastEvaluation: last,
      downtimeMs: 5 * minute,
      windows: new Map([[rule.window, counts]]),
      open,
      deliveries: sent,
      ...over,
    })
    const changed = new Map(plan.alerts.map((alert) => [alert.id, alert]))
    open = [...open.filter((alert) => !changed.has(alert.id)), ...plan.alerts].filter(
      (alert) => alert.state !== 'resolved',
    )
    last = now
    for (const { alert } of plan.tells) sent.set(alert.id, { sentAt: now, waiting: false })
    return plan.tells.map(({ alert, reason }) => `${reason} ${alert.labels['model']} ${alert.peak}`)
  }
}

describe('a threshold rule', () => {
  it('fires at the threshold, not below it', () => {
    const look = watch()
    expect(look(start, [series({}, 4)])).toEqual([])
    expect(look(start + minute, [series({}, 5)])).toEqual(['first seen gpt-4o 5'])
  })

  it('adds up the series of one label and keeps labels apart', () => {
    const look = watch()
    const counts = [series({ team: 'a' }, 3), series({ team: 'b' }, 3), series({ model: 'o1' }, 4)]
    expect(look(start, counts)).toEqual(['first seen gpt-4o 6'])
  })

  it('leaves out what its matchers do not name', () => {
    const look = watch()
    expect(look(start, [series({ fault: 'caller' }, 500)])).toEqual([])
  })

  it('tells a firing alert once, and again only after the repeat interval', () => {
    const look = watch()
    look(start, [series({}, 9)])
    for (let m = 1; m < 60; m++) expect(look(start + m * minute, [series({}, 9)])).toEqual([])
    expect(look(start + 60 * minute, [series({}, 9)])).toEqual(['still firing gpt-4o 9'])
  })

  it('keeps firing for the configured while and then resolves with its peak', () => {
    const look = watch()
    look(start, [series({}, 9)])
    look(start + minute, [series({}, 12)])
    expect(look(start + 2 * minute, [])).toEqual([])
    expect(look(start + 3 * minute, [series({}, 1)])).toEqual(['resolved gpt-4o 12'])
    expect(look(start + 4 * minute, [])).toEqual([])
  })

  it('says that the end is unknown when it ended while nobody looked', () => {
    const look = watch()
    look(start, [series({}, 9)])
    expect(look(start + 30 * minute, [])).toEqual(['resolved, end unknown gpt-4o 9'])
  })

  it('does not repeat while an earlier message still waits for its channel', () => {
    const waiting = new Map<string, { sentAt: null; waiting: true }>()
    const look = watch({ deliveries: waiting })
    look(start, [series({}, 9)])
    const firing = evaluate({
      rules: [rule],
      now: start,
      lastEvaluation: null,
      downtimeMs: minute,
      windows: new Map([[rule.window, [series({}, 9)]]]),
      open: [],
      deliveries: new Map(),
    }).alerts[0]
    waiting.set(firing?.id ?? '', { sentAt: null, waiting: true })
    expect(look(start + 120 * minute, [series({}, 9)])).toEqual([])
  })

  it('resolves an alert whose rule is gone from the configuration', () => {
    const firing = evaluate({
      rules: [rule],
      now: start,
      lastEvaluation: null,
      downtimeMs: 5 * minute,
      windows: new Map([[rule.window, [series({}, 9)]]]),
      open: [],
      deliveries: new Map(),
    }).alerts
    const plan = evaluate({
      rules: [],
      now: start + minute,
      lastEvaluation: start,
      downtimeMs: 5 * minute,
      windows: new Map(),
      open: firing,
      deliveries: new Map(),
    })
    expect(plan.tells.map(({ reason }) => reason)).toEqual(['resolved'])
  })

  it('with `for`, waits until the condition has held and tells nobody of one that passes', () => {
    const slow = { ...rule, for: 2 * minute }
    const look = watch({ rules: [slow] })
    expect(look(start, [series({}, 9)])).toEqual([])
    expect(look(start + minute, [])).toEqual([])
    expect(look(start + 2 * minute, [series({}, 9)])).toEqual([])
    expect(look(start + 3 * minute, [series({}, 9)])).toEqual([])
    expect(look(start + 4 * minute, [series({}, 9)])).toEqual(['first seen gpt-4o 9'])
  })
})
