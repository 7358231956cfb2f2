import { z } from 'zod'
import type { Dimensions } from '../../domain/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import { labelNames } from '../labels.ts'
import { type Rule, rulesSchema } from '../rule.ts'
import { duration } from '../rule-options.ts'
import { createReplay, type PastHour, type ReplayedAlert } from './replay.ts'

/** Counts a minute, as `0x10 5x3 2`: ten minutes of none, three of five, one of two. */
const counts = z.string().transform((text, context) => {
  const minutes: number[] = []
  for (const word of text.trim().split(/\s+/)) {
    const [, count, times] = /^(\d+)(?:x(\d+))?$/.exec(word) ?? []
    if (count === undefined || Number(times ?? 1) > 10_080) {
      context.addIssue({ code: 'custom', message: `"${word}" is no count: write 5, or 5x10` })
      return z.NEVER
    }
    minutes.push(...new Array<number>(Number(times ?? 1)).fill(Number(count)))
  }
  return minutes
})

const labels = z.partialRecord(z.enum(labelNames), z.string())

const seriesSchema = z
  .strictObject({
    labels: labels.default({}),
    failures: counts.optional(),
    successes: counts.optional(),
    /** How many an hour there were before the test begins. */
    usually: z.number().min(0).default(0),
  })
  .refine(
    ({ failures, successes }) => (failures === undefined) !== (successes === undefined),
    'a series has failures or successes, one of the two',
  )

const expectation = z.strictObject({
  /** How long after the begin. */
  at: duration,
  /** Exactly these fire then; labels that are not named may be any. */
  firing: z.array(
    z.strictObject({ rule: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  ),
})

const testSchema = z.strictObject({
  name: z.string().min(1),
  /** When the first minute begins; without it, a Monday noon. */
  start: z.iso.datetime({ offset: true }).default('2026-03-02T12:00:00Z'),
  /** How long things were as usual before. */
  history: duration.default(7 * DAY_MS),
  series: z.array(seriesSchema).min(1),
  expect: z.array(expectation).min(1),
})

const fileSchema = z.strictObject({
  /** The rules to test; without them, those of the configuration. */
  rules: rulesSchema.optional(),
  tests: z.array(testSchema).min(1),
})

type RuleTest = z.output<typeof testSchema>

/** A file of rule tests that cannot be read: one line for each reason. */
export class RuleTestError extends Error {
  override readonly name = 'RuleTestError'
}

export interface RuleTestResult {
  readonly name: string
  /** What was not as expected, a sentence each; empty when all was. */
  readonly problems: readonly string[]
}

const path = (parts: readonly PropertyKey[]): string =>
  parts.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')

const dimensionsOf = (of: z.output<typeof labels>): Dimensions => ({
  model: of.model || null,
  provider: of.provider || null,
  keyHash: of.key || null,
  keyName: of.key || null,
  team: of.team || null,
  status: of.status || null,
  errorType: of.error_type || null,
  fault: faults.find((fault) => fault === of.fault) ?? 'provider',
  fingerprint: of.group ?? '',
})

const faults = ['caller', 'provider', 'capacity', 'proxy'] as const

/** So many an hour, spread evenly: the count of a minute of that hour. */
const spread = (perHour: number, minute: number): number =>
  Math.floor(((minute + 1) * perHour) / 60) - Math.floor((minute * perHour) / 60)

function* hoursOf(test: RuleTest, start: number, end: number): Generator<PastHour> {
  const first = Math.floor((start - test.history) / HOUR_MS)
  const begin = start / MINUTE_MS
  const minutesOf = (hour: number, given: readonly number[], usually: number) => {
    const minutes: (readonly [number, number])[] = []
    for (let minute = hour * 60; minute < hour * 60 + 60; minute++) {
      const count = minute < begin ? spread(usually, minute % 60) : (given[minute - begin] ?? 0)
      if (count > 0) minutes.push([minute, count])
    }
    return minutes
  }
  const counted = test.series.some(({ successes }) => successes !== undefined)
  for (let hour = first; hour * HOUR_MS < end; hour++) {
    const all = test.series.map((one, series) => ({
      failed: one.failures !== undefined,
      series,
      dimensions: dimensionsOf(one.labels),
      minutes: minutesOf(hour, one.failures ?? one.successes ?? [], one.usually),
    }))
    yield {
      hour,
      failures: all.filter(({ failed }) => failed),
      successes: counted ? all.filter(({ failed }) => !failed) : null,
    }
  }
}

const words = (rule: string, of: Readonly<Record<string, string>>): string => {
  const named = Object.entries(of).map(([name, value]) => `${name}=${value || '""'}`)
  return named.length === 0 ? rule : `${rule} {${named.join(', ')}}`
}

type Expectation = z.output<typeof expectation>

const compare = (
  { at, firing }: Expectation,
  alerts: readonly ReplayedAlert[],
  start: number,
): readonly string[] => {
  const time = start + at
  const there = alerts.filter(
    ({ firedAt, resolvedAt }) => firedAt <= time && (resolvedAt === null || resolvedAt > time),
  )
  const when = `${at / MINUTE_MS} minutes in`
  const unmet: string[] = []
  for (const one of firing) {
    const index = there.findIndex(
      ({ rule, labels: of }) =>
        rule === one.rule &&
        Object.entries(one.labels).every(([name, value]) => of[name] === value),
    )
    if (index === -1) unmet.push(`${when}: ${words(one.rule, one.labels)} should fire and does not`)
    else there.splice(index, 1)
  }
  const extra = there.map(
    ({ rule, labels: of }) => `${when}: ${words(rule, of)} fires and should not`,
  )
  return [...unmet, ...extra]
}

const runTest = (test: RuleTest, rules: readonly Rule[]): RuleTestResult => {
  const start = Math.floor(Date.parse(test.start) / MINUTE_MS) * MINUTE_MS
  const end = start + Math.max(...test.expect.map(({ at }) => at)) + MINUTE_MS
  const replay = createReplay(rules, {
    from: start,
    to: end,
    learningMs: 0,
    maxSeries: 1000,
    flapping: { times: 3, windowMs: HOUR_MS },
  })
  for (const hour of hoursOf(test, start, end)) replay.hour(hour)
  const alerts = replay.alerts()
  return {
    name: test.name,
    problems: test.expect.flatMap((one) => compare(one, alerts, start)),
  }
}

/**
 * Runs tests of rules: series of counts in, the alerts expected at moments after their begin. `file` is the YAML as
 * read; `configured` are the rules where the file brings none. Throws RuleTestError.
 */
export const runRuleTests = (
  file: unknown,
  configured: readonly Rule[],
): readonly RuleTestResult[] => {
  const parsed = fileSchema.safeParse(file)
  if (!parsed.success)
    throw new RuleTestError(
      parsed.error.issues.map((issue) => `${path(issue.path)}: ${issue.message}`).join('\n'),
    )
  const rules = parsed.data.rules ?? configured
  const names = new Set(rules.map(({ name }) => name))
  return parsed.data.tests.map((test) => {
    const strangers = test.expect.flatMap(({ firing }) =>
      firing.map(({ rule }) => rule).filter((rule) => !names.has(rule)),
    )
    const problems = [...new Set(strangers)].map((rule) => `there is no rule "${rule}"`)
    return problems.length > 0 ? { name: test.name, problems } : runTest(test, rules)
  })
}
