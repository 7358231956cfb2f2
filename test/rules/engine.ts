import type { AlertRecord, SeriesCount } from '../../src/domain/alert.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import type { Baseline } from '../../src/rules/baselines/baseline.ts'
import { createEngine, type EvaluationInput } from '../../src/rules/engine.ts'
import type { Delivered } from '../../src/rules/life-cycle.ts'
import { type Rule, type RuleInput, rulesSchema } from '../../src/rules/rule.ts'

/** A Sunday noon. */
export const start = Date.UTC(2026, 2, 1, 12)

let numbered = 0

/** Failures of one series; what is not given is the same for all. */
export const series = (over: Partial<SeriesCount['dimensions']>, count: number): SeriesCount => ({
  series: ++numbered,
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

export const ruleOf = (input: RuleInput): Rule => {
  const [rule] = rulesSchema.parse([input])
  if (rule === undefined) throw new Error('no rule')
  return rule
}

const flapping = { times: 3, windowMs: HOUR_MS }

export const engineOf = (rules: readonly Rule[], maxSeries = 1000) =>
  createEngine(rules, { maxSeries, flapping })

/** A look at which nothing is known and nothing happens. */
export const nothingKnown: EvaluationInput = {
  now: start,
  windows: new Map(),
  traffic: new Map(),
  history: new Map(),
  learnedAt: 0,
  late: null,
  baseline: new Map(),
  blind: null,
  lastEvaluation: null,
  downtimeMs: 5 * MINUTE_MS,
  open: [],
  recent: [],
  deliveries: new Map(),
}

/** Runs the engine over moments as the daemon would: what is open, remembered and sent is carried along. */
export const watching = (rules: readonly Rule[], maxSeries = 1000) => {
  const engine = engineOf(rules, maxSeries)
  let open: readonly AlertRecord[] = []
  let recent: readonly AlertRecord[] = []
  let last: number | null = null
  let baseline: ReadonlyMap<string, Baseline> = new Map()
  const sent = new Map<string, Delivered>()
  return (now: number, over: Partial<EvaluationInput> = {}) => {
    const plan = engine({
      ...nothingKnown,
      now,
      lastEvaluation: last,
      open,
      recent,
      baseline,
      deliveries: sent,
      ...over,
    })
    const changed = new Set(plan.alerts.map(({ id }) => id))
    const all = [...open.filter(({ id }) => !changed.has(id)), ...plan.alerts]
    open = all.filter(({ state }) => state !== 'resolved')
    recent = [...recent, ...all.filter((alert) => alert.state === 'resolved' && alert.firedAt)]
    baseline = new Map([...baseline, ...plan.baseline])
    last = now
    for (const { alert } of plan.updates) sent.set(alert.id, { sentAt: now, waiting: false })
    return plan
  }
}
