import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { SeriesCount } from '../../src/domain/alert.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { createEvaluate } from '../../src/pipeline/evaluate/evaluate.ts'
import type { Baseline } from '../../src/rules/baselines/baseline.ts'
import { learnerOf } from '../../src/rules/baselines/learner-of.ts'
import { createEngine, type EvaluationInput } from '../../src/rules/engine.ts'
import { needsOf } from '../../src/rules/needs.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { openState } from '../../src/state/store.ts'
import { hundredRules } from './hundred-rules.ts'
import { fillState, SERIES, seriesOf } from './series.ts'

const TARGET_MS = 200
const LOOKS = 30
const flapping = { times: 3, windowMs: HOUR_MS }
const now = Date.UTC(2026, 2, 1, 12, 30)
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Heap in use after garbage collection, bytes. */
const heapUsed = (): number => {
  collect()
  return process.memoryUsage().heapUsed
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const timed = async (work: () => unknown): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** Baselines of rules that have seen all series for two days. */
const learned = (rules: readonly Rule[], counts: readonly SeriesCount[]): Map<string, Baseline> => {
  const baseline = new Map<string, Baseline>()
  for (const rule of rules) {
    const keeper = learnerOf(rule, SERIES)
    if (keeper === null) continue
    const end = Math.floor(now / HOUR_MS)
    let known = keeper.start(end - 48)
    for (let hour = end - 48; hour < end; hour++) {
      const minutes = counts.map(({ series, dimensions }) => ({
        series,
        dimensions,
        minutes: [[hour * 60 + (series % 60), 1]] as const,
      }))
      const closed = { hour, minutes, failures: [], successes: counts, counted: true }
      known = keeper.fold(known, closed)
    }
    baseline.set(rule.name, known)
  }
  return baseline
}

/** The engine alone: every window holds every series. */
const pure = async (
  rules: readonly Rule[],
): Promise<{ readonly times: readonly number[]; readonly heap: number }> => {
  const before = heapUsed()
  const counts = seriesOf(SERIES)
  const needs = needsOf(rules)
  const engine = createEngine(rules, { maxSeries: SERIES, flapping })
  let baseline: ReadonlyMap<string, Baseline> = learned(rules, counts)
  let last: EvaluationInput['open'] = []
  const times: number[] = []
  for (let look = 0; look < LOOKS; look++) {
    const at = now + look * MINUTE_MS
    const failures = counts.map((one) => ({ ...one, count: 1 + ((one.series + look) % 3) }))
    const input: EvaluationInput = {
      now: at,
      windows: new Map(needs.windows.map((length) => [length, failures])),
      traffic: new Map(
        needs.traffic.map((length) => [length, { failures, successes: counts, complete: true }]),
      ),
      history: new Map(
        counts.map(({ dimensions }) => [
          dimensions.fingerprint,
          { firstSeen: 0, backAt: null, goneAt: null },
        ]),
      ),
      learnedAt: 0,
      late: null,
      baseline,
      blind: null,
      lastEvaluation: at - MINUTE_MS,
      downtimeMs: 10 * MINUTE_MS,
      open: last,
      recent: [],
      deliveries: new Map(),
    }
    times.push(
      await timed(() => {
        const plan = engine(input)
        baseline = new Map([...baseline, ...plan.baseline])
        last = plan.alerts.filter(({ state }) => state !== 'resolved')
      }),
    )
  }
  const heap = heapUsed() - before
  // What is measured must still be there.
  return engine === undefined || baseline.size === 0 ? { times, heap: 0 } : { times, heap }
}

/** The daemon's whole evaluation: read from the state, evaluate, commit. */
const whole = async (rules: readonly Rule[]): Promise<readonly number[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  let time = now
  const clock = { now: () => time }
  const store = await openState(`sqlite:${join(folder, 'state.db')}`, {
    log: quiet,
    now: clock.now,
  })
  try {
    await fillState(store, now)
    const evaluate = createEvaluate(
      store,
      {
        rules,
        instance: 'bench',
        timezone: 'UTC',
        channels: [],
        downtimeMs: 10 * MINUTE_MS,
        overlap: async () => 15 * MINUTE_MS,
        firstLookbackMs: HOUR_MS,
        learningMs: DAY_MS,
        maxSeries: SERIES,
        unreachableAfter: 3,
        flapping,
        dispatch: {
          route: { channels: [], groupBy: [], groupWait: 0, groupInterval: 0, routes: [] },
          muteTimes: [],
          inhibit: [],
          timezone: 'UTC',
          evaluationIntervalMs: MINUTE_MS,
          resend: [],
          resendMs: 5 * MINUTE_MS,
        },
      },
      clock,
      quiet,
    )
    const times: number[] = []
    for (let look = 0; look < LOOKS; look++) {
      times.push(await timed(() => evaluate(now - 2 * HOUR_MS, 0)))
      time += MINUTE_MS
    }
    return times
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `npm run bench -- rules`: 0 when 100 rules over 5,000 series are evaluated within 200 ms, else 1. */
export async function run(): Promise<number> {
  const rules = hundredRules()
  console.log(
    `${rules.length} rules over ${SERIES} series, ${LOOKS} evaluations; ms per evaluation`,
  )
  const { times: judged, heap } = await pure(rules)
  const all = await whole(rules)
  const row = (name: string, [first = 0, ...rest]: readonly number[]): void =>
    console.log(
      `${name.padEnd(34)} first ${first.toFixed(0).padStart(5)}  median ${median(rest).toFixed(0).padStart(4)}  worst ${Math.max(
        ...rest,
      )
        .toFixed(0)
        .padStart(5)}`,
    )
  row('rules only', judged)
  row('including reading and committing', all)
  console.log(`rules, caches and baselines: ${(heap / 1e6).toFixed(0)} MB`)
  const good = median(judged.slice(1)) <= TARGET_MS
  console.log(`${good ? 'ok  ' : 'FAIL'} rules only, median: at most ${TARGET_MS} ms`)
  return good ? 0 : 1
}
