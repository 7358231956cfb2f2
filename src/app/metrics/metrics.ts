import type { Config } from '../../config/config-schema.ts'
import type { Clock } from '../../domain/ports.ts'
import type { PageStore } from '../../web/read-model.ts'
import type { Parts } from '../app-parts.ts'
import { version } from '../version.ts'
import { createMetricSet, type MetricSet } from './metric-list.ts'
import { type ModelHealth, watchParts } from './metrics-watch.ts'

export interface Metrics {
  /** The same parts, with counting. */
  readonly parts: Parts
  /** Records a run of a job. */
  readonly ran: (task: string, ms: number, outcome: 'done' | 'failed' | 'stopped') => void
  /** Records the duration of reading. */
  readonly polled: (ms: number) => void
  readonly model: ModelHealth
  readonly contentType: string
  /** All metrics in Prometheus's text format; those about the state are read at this moment. */
  readonly text: () => Promise<string>
}

/** Sets the values that are only read on a scrape. */
const readState = async (
  set: MetricSet,
  store: Pick<PageStore, 'monitor'>,
  rules: Config['rules'],
  clock: Clock,
): Promise<void> => {
  const monitor = await store.monitor()
  const now = clock.now()
  set.groups.set(monitor.groups)
  if (monitor.lastGoodPollAt !== null) set.pollLag.set((now - monitor.lastGoodPollAt) / 1000)
  for (const [table, mark] of monitor.marks) {
    set.markAge.set({ table }, Math.max(0, now - mark.startTime) / 1000)
  }
  set.alerts.reset()
  // Without a 0, a rule with no open alerts would look like one that does not exist.
  for (const { name: rule, severity } of rules) {
    for (const state of ['pending', 'firing']) set.alerts.set({ rule, severity, state }, 0)
  }
  for (const { rule, severity, state } of monitor.openAlerts)
    set.alerts.inc({ rule, severity, state })
  for (const { channel, pending, oldestAgeMs, dead } of monitor.outbox) {
    set.outbox.set({ channel }, pending)
    set.outboxAge.set({ channel }, (oldestAgeMs ?? 0) / 1000)
    set.deadLetters.set({ channel }, dead)
  }
}

/** Counts what the parts do. */
export const createMetrics = (config: () => Config, given: Parts, clock: Clock): Metrics => {
  const set = createMetricSet()
  const model = { problem: '' }
  set.buildInfo.set({ version, node_version: process.version }, 1)
  set.sourceUp.set(0)
  for (const { name: channel } of given.channels) {
    set.outbox.set({ channel }, 0)
    set.outboxAge.set({ channel }, 0)
    set.deadLetters.set({ channel }, 0)
  }
  for (const table of ['SpendLogs', 'ErrorLogs']) {
    set.events.inc({ table }, 0)
    set.lateEvents.inc({ table }, 0)
  }
  for (const outcome of ['good', 'failed']) set.polls.inc({ outcome }, 0)
  for (const outcome of ['answered', 'failed']) set.llmCalls.inc({ outcome }, 0)
  return {
    parts: watchParts(given, set, model, clock),
    ran: (task, ms, outcome) => {
      set.jobs.inc({ task, outcome })
      set.jobDuration.observe({ task }, ms / 1000)
    },
    polled: (ms) => set.pollDuration.observe(ms / 1000),
    model,
    contentType: set.registry.contentType,
    text: async () => {
      await readState(set, given.store.views, config().rules, clock)
      set.redactions.reset()
      for (const [kind, count] of given.redactions) set.redactions.inc({ kind }, count)
      return set.registry.metrics()
    },
  }
}
