import { openClassifier } from '../../src/app/open/open-parts.ts'
import { loadConfig } from '../../src/config/load.ts'
import { deployments, keys } from '../../src/demo/traffic/cast.ts'
import type { FailureKind } from '../../src/demo/traffic/failure-kind.ts'
import { failureKind, failureKinds } from '../../src/demo/traffic/failures.ts'
import { createRandom, type Random } from '../../src/demo/traffic/random.ts'
import type { AlertRecord } from '../../src/domain/alert.ts'
import type { ClassifiedEvent } from '../../src/domain/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import type { Store } from '../../src/state/store.ts'
import { explanation, richDigest, richFacts } from '../render/rich.ts'

const loaded = loadConfig({ env: {}, readFile: () => '', sourceNeeded: false })
if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
const classify = openClassifier(loaded.config)

/** A failure of this kind as the state would take it. */
const eventOf = (kind: FailureKind, random: Random, time: number): ClassifiedEvent => {
  const key = random.weighted(keys.filter(({ alias }) => kind.keys?.includes(alias) ?? true))
  const wanted = random.pick(kind.models)
  const deployment = deployments.find(({ name }) => name === wanted) ?? random.pick(deployments)
  const attempt = { deployment, key, time }
  return classify(
    {
      table: 'SpendLogs',
      requestId: random.uuid(),
      startTime: time,
      time,
      createdAt: null,
      model: deployment.name,
      provider: kind.ofProxy ? null : deployment.provider,
      keyHash: kind.anonymous ? null : key.hash,
      keyName: kind.anonymous ? null : key.alias,
      teamId: key.team.id,
      team: kind.anonymous ? null : key.team.alias,
      status: kind.code || 'failure',
      errorType: kind.errorClass,
      message: kind.message(random, attempt),
      tracebackTail: kind.lastLine?.(random, attempt) ?? '',
    },
    time + MINUTE_MS,
  )
}

/** Few at night, most in office hours. */
const usual = (time: number): number => {
  const of = new Date(time).getUTCHours()
  return of < 6 ? 0.3 : of < 9 ? 1 : of < 18 ? 2 : 0.9
}

const page = async (store: Store, events: readonly ClassifiedEvent[], now: number) => {
  await store.commitPage({
    table: 'SpendLogs',
    events,
    visibleAt: events.map(({ time }) => time + 4_000),
    mark: { startTime: now - MINUTE_MS, requestId: 'last' },
    late: false,
    now,
  })
}

/** Events of `days` days before `now`, oldest first: `perHour` of them on average, and trouble in the last hours. */
export const fillEvents = async (
  store: Store,
  now: number,
  { days = 9, perHour = 24, seed = 7 } = {},
): Promise<void> => {
  const random = createRandom(seed)
  // What differs is drawn once: classifying a million would take minutes, and they are told apart by time and id.
  const drawn = Array.from({ length: 600 }, () =>
    eventOf(random.weighted(failureKinds), random, now),
  )
  const trouble = (kind: string, from: number, to: number, count: number): ClassifiedEvent[] =>
    Array.from({ length: count }, () => {
      const time =
        now - from * HOUR_MS + Math.floor(random.unit() * random.unit() * (from - to) * HOUR_MS)
      return { ...eventOf(failureKind(kind), random, time), time, startTime: time }
    })
  const extra = [
    ...trouble('azure-timeout', 14.2, 13, 260),
    ...trouble('vertex-quota', 20, 19, 180),
    ...trouble('gemini-unavailable', 0.7, 0.02, 130),
    ...trouble('gemini-unavailable', 75, 73.5, 210),
  ]
  for (let start = now - days * DAY_MS; start < now; start += HOUR_MS) {
    const count = random.occurrences(perHour * usual(start))
    const events = Array.from({ length: count }, () => {
      const time = start + Math.floor(random.unit() * HOUR_MS)
      return { ...random.pick(drawn), requestId: random.uuid(), time, startTime: time }
    })
    const here = extra.filter(({ time }) => time >= start && time < start + HOUR_MS)
    const sorted = [...events, ...here].filter(({ time }) => time < now)
    sorted.sort((a, b) => a.time - b.time)
    if (sorted.length > 0) await page(store, sorted, Math.min(now, start + HOUR_MS))
  }
}

const alert = (id: string, now: number, over: Partial<AlertRecord>): AlertRecord => ({
  id,
  rule: 'error-spike',
  severity: 'critical',
  labels: { model: 'gemini-flash' },
  shown: {},
  state: 'firing',
  startedAt: now - 38 * MINUTE_MS,
  firedAt: now - 37 * MINUTE_MS,
  resolvedAt: null,
  activeAt: now - MINUTE_MS,
  notifiedAt: now - 37 * MINUTE_MS,
  observed: 64,
  threshold: 12.4,
  expected: 1.8,
  finding: { kind: 'spike', count: 64, windowMs: 600000, expected: 1.8, chance: 1e-15 },
  windowMs: 10 * MINUTE_MS,
  peak: 71,
  memo: '{}',
  ...over,
})

/** Requests of every minute of `days` days before `now`, so that failures are a share of something. */
export const fillRequests = async (store: Store, now: number, days = 9): Promise<void> => {
  const dimensions = {
    model: 'gpt-4.1-mini',
    provider: 'openai',
    keyHash: '',
    keyName: 'search-prod',
    team: 'Search',
  }
  const to = Math.floor(now / MINUTE_MS)
  const from = to - days * 24 * 60
  const rows = Array.from({ length: to - from }, (_, n) => ({
    minute: from + n,
    dimensions,
    successes: Math.round(12 * usual((from + n) * MINUTE_MS)),
    failures: 0,
    retries: 0,
  }))
  await store.commitRequests({ from: from * MINUTE_MS, to: to * MINUTE_MS, rows })
}

/** Yesterday's digest, whose words are about the group of this fingerprint. */
export const fillDigest = async (store: Store, now: number, fingerprint: string): Promise<void> => {
  const day = new Date(now - DAY_MS).toISOString().slice(0, 10)
  const [first, ...others] = richFacts.groups
  const facts = {
    ...richFacts,
    groups: first === undefined ? [] : [{ ...first, fingerprint }, ...others],
  }
  const [problem, ...rest] = explanation.problems ?? []
  const about = {
    text: 'Gemini answered 503 for gemini-flash; search-prod and support-bot-prod were hit most.',
    advice: 'Add a fallback for gemini-flash, so that the next outage does not reach callers.',
    tell: 'the owners of search-prod and support-bot-prod',
  }
  const words = problem === undefined ? rest : [{ ...problem, ...about }, ...rest]
  const made = richDigest({ day, facts, explanation: { ...explanation, problems: words } })
  const notification = { ...made, id: `digest-${day}`, createdAt: now - HOUR_MS }
  await store.makeDigest({ digest: 'daily', day, uptoEvent: 0, now, notification, queue: [] })
}

/** Alerts, deliveries and polls as a daemon would have left them at `now`. */
export const fillAlerts = async (store: Store, now: number): Promise<void> => {
  await store.watchSince(now - 9 * DAY_MS)
  await store.recordPoll({ at: now - 20_000, ok: true, reason: '' })
  const anna = keys.find(({ alias }) => alias === 'research-agents')
  await store.commitEvaluation({
    now,
    queue: [],
    alerts: [
      alert('a-firing', now, {}),
      alert('a-pending', now, {
        rule: 'key-failures',
        severity: 'warning',
        labels: { key: anna?.hash ?? '' },
        shown: { key: 'research-agents' },
        state: 'pending',
        startedAt: now - 3 * MINUTE_MS,
        firedAt: null,
        notifiedAt: null,
        observed: 22,
        threshold: 20,
        expected: null,
        finding: { kind: 'threshold', count: 22, windowMs: 900_000, threshold: 20 },
        windowMs: 15 * MINUTE_MS,
        peak: 22,
      }),
      alert('a-azure', now, {
        labels: { model: 'gpt-4.1' },
        state: 'resolved',
        startedAt: now - 14 * HOUR_MS,
        firedAt: now - 14 * HOUR_MS + MINUTE_MS,
        resolvedAt: now - 12.9 * HOUR_MS,
        observed: 3,
        peak: 118,
        finding: { kind: 'spike', count: 118, windowMs: 600000, expected: 2.1, chance: 1e-15 },
      }),
      alert('a-vertex', now, {
        rule: 'capacity-failures',
        severity: 'warning',
        labels: { model: 'gemini-pro' },
        state: 'resolved',
        startedAt: now - 20 * HOUR_MS,
        firedAt: now - 20 * HOUR_MS + MINUTE_MS,
        resolvedAt: now - 18.9 * HOUR_MS,
        observed: 4,
        threshold: 20,
        expected: null,
        peak: 61,
        finding: { kind: 'threshold', count: 61, windowMs: 900_000, threshold: 20 },
      }),
    ],
  })
}
