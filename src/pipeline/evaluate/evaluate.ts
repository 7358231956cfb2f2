import type { AlertRecord } from '../../domain/alert.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import type { DispatchConfig } from '../../routing/dispatch.ts'
import { createEngine, type EvaluationPlan } from '../../rules/engine.ts'
import type { NoData } from '../../rules/evaluation.ts'
import type { Flapping } from '../../rules/life-cycle.ts'
import type { Rule } from '../../rules/rule.ts'
import { type ComposeOptions, createCompose } from '../notify/compose.ts'
import { createNotify, type Found, type Notified } from '../notify/notify.ts'
import type { EvaluationStore, QueuedNotification } from './evaluate-ports.ts'
import { createGather, type GatherOptions } from './gather.ts'
import { createLearn, type LearnOptions } from './learn.ts'

export interface EvaluateOptions extends ComposeOptions, GatherOptions, LearnOptions {
  readonly rules: readonly Rule[]
  readonly flapping: Flapping
  /** A pause between evaluations longer than this is a downtime, milliseconds. */
  readonly downtimeMs: number
  /** Routes, inhibition, mute times and timers: who is notified of what. */
  /** How many polls in a row must fail before a rule about the source without a window of its own fires. */
  readonly unreachableAfter: number
  readonly dispatch: DispatchConfig
  /** Called with what was queued, once it is committed. */
  readonly queued?: (queue: readonly QueuedNotification[]) => void
}

/** What every evaluation needs, unless there is no data. */
const nothing = {
  windows: new Map(),
  traffic: new Map(),
  history: new Map(),
  baseline: new Map(),
  learnedAt: 0,
  late: null,
}

/** Why there is no data, and since when by our clock: LiteLLM logs nothing, or its tables cannot be read. */
export type Unseen = Omit<NoData, 'confirmed'> &
  ({ readonly saw: 'silent' } | { readonly saw: 'unread'; readonly failedPolls: number })

const seenSince = (from: number | null, { missed }: EvaluationPlan, now: number) =>
  from === null ? {} : { seen: { from, to: now, saw: missed === null ? 'all' : 'missed' } as const }

/** After a clock was set back, an alert seen "in the future" would hold until then. */
const notAhead = (alert: AlertRecord, now: number): AlertRecord => ({
  ...alert,
  startedAt: Math.min(alert.startedAt, now),
  activeAt: Math.min(alert.activeAt, now),
})

/** Evaluates the rules: reads what is committed, decides in pure code, commits states and outbox rows at once. */
export const createEvaluate = (
  store: EvaluationStore,
  options: EvaluateOptions,
  clock: Clock,
  log: Logger,
) => {
  const { rules, flapping, downtimeMs, maxSeries } = options
  const engine = createEngine(rules, { maxSeries, flapping })
  const ofSource = rules.filter(({ type }) => type === 'source')
  const noDataEngine = createEngine(ofSource, { maxSeries, flapping })
  const lookUp = createGather(store, rules, options)
  const remember = createLearn(store, rules, options, log)
  const compose = createCompose(store, rules, options)
  const tell = createNotify(store, rules, options.dispatch, compose, log)
  const reportedFolded = new Set<string>()
  let firstLook: number | null = null
  /** Our clock at the previous evaluation of this process. */
  let evaluatedAt: number | null = null

  /** Time of the previous evaluation; a clock that was set in between is no monitoring gap. */
  const lastLook = async (now: number): Promise<number | null> => {
    const last = await store.lastEvaluation()
    const set = evaluatedAt !== null && Math.abs(clock.now() - evaluatedAt) <= downtimeMs
    return last !== null && set ? Math.max(last, now - downtimeMs) : last
  }

  const known = async (now: number) => {
    const open = (await store.openAlerts()).map((alert) => notAhead(alert, now))
    return {
      open,
      recent: await store.resolvedSince(now - flapping.windowMs),
      lastEvaluation: await lastLook(now),
      downtimeMs,
      deliveries: await store.deliveries(open.map((alert) => alert.id)),
    }
  }

  const messages = async (
    plan: EvaluationPlan,
    about: Omit<Found, 'updates' | 'changed'>,
  ): Promise<Notified> => {
    const queue: QueuedNotification[] = []
    if (plan.missed !== null) queue.push(await compose.missed(plan.missed.from, plan.missed.to))
    for (const [rule, count] of plan.folded) {
      if (reportedFolded.has(rule)) continue
      reportedFolded.add(rule)
      log.warn(
        { rule, count, maxSeries },
        'too many label sets: the others are counted together as other',
      )
      queue.push(compose.folded(rule, maxSeries, about.now))
    }
    const notified = await tell({ ...about, updates: plan.updates, changed: plan.alerts })
    return { queue: [...queue, ...notified.queue], groups: notified.groups }
  }

  const report = ({ updates }: EvaluationPlan): void => {
    for (const { alert, reason } of updates) {
      const { id, rule, labels, observed } = alert
      log.info({ alert: id, rule, labels, observed, reason }, `alert ${rule}: ${reason}`)
    }
  }

  /** The source cannot be read: only the rules about that are evaluated, everything else stays as it is. */
  const evaluateWithoutData = async (now: number, watchingSince: number, blind: Unseen) => {
    if (ofSource.length === 0) return { queued: 0 }
    const about = await known(now)
    const { windows } = nothing
    const open = about.open.filter(({ rule }) => ofSource.some(({ name }) => name === rule))
    // Missing data is only reported once it has lasted long enough.
    const confirmed = blind.saw === 'silent' || blind.failedPolls >= options.unreachableAfter
    const noData = { ...blind, confirmed }
    const input = { ...nothing, ...about, now, blind: noData, open, lastEvaluation: null }
    const plan = noDataEngine(input)
    const notified = await messages(plan, { open: about.open, windows, now, watchingSince })
    const seen = { from: blind.since, to: now, saw: blind.saw }
    await store.commitEvaluation({ alerts: plan.alerts, ...notified, seen, looked: false, now })
    options.queued?.(notified.queue)
    report(plan)
    return { queued: notified.queue.length }
  }

  /**
   * `watchingSince`: events before it never alert. `offset`: the database's clock less ours, milliseconds; rules are
   * evaluated by the database's. `blind`: since when the source cannot be read, by our clock, and why.
   */
  return async (
    watchingSince: number,
    offset: number,
    blind: Unseen | null = null,
  ): Promise<{ readonly queued: number }> => {
    const now = clock.now() + offset
    if (blind !== null)
      return evaluateWithoutData(now, watchingSince, { ...blind, since: blind.since + offset })
    firstLook ??= now
    const about = await known(now)
    const { lastEvaluation } = about
    // Read before the counts: events committed in between are counted now, and are fresh again next time.
    const upto = await store.newestEvent()
    const evaluatedUpto = await store.evaluatedUpto()
    const standing = { now, watchingSince, lastEvaluation, evaluatedUpto, firstLook }
    const look = await lookUp(standing)
    const baseline = await remember.before(now, watchingSince)
    const plan = engine({ ...look, ...about, baseline, blind: null })
    const { open } = about
    const notified = await messages(plan, { open, windows: look.windows, now, watchingSince })
    const changes = remember.changes(plan.baseline)
    try {
      await store.commitEvaluation({
        alerts: plan.alerts,
        ...notified,
        baseline: changes,
        upto,
        ...seenSince(lastEvaluation, plan, now),
        now,
      })
    } catch (error) {
      remember.forget()
      throw error
    }
    evaluatedAt = clock.now()
    remember.committed()
    options.queued?.(notified.queue)
    report(plan)
    return { queued: notified.queue.length }
  }
}

export type Evaluate = ReturnType<typeof createEvaluate>
