import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { DAY_MS } from '../../domain/units.ts'

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const slow = [0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300]
const latenessSeconds = [1, 2, 5, 10, 30, 60, 300, 900, 1800, 3600, 7200, 28_800, 86_400]

/** Every metric there is. Labels take values from the configuration or from short lists: never a key, a model, an id. */
export const createMetricSet = () => {
  const registry = new Registry()
  const registers = [registry]
  // The histogram of the event loop's delay would wake the process a hundred times a second, which costs more than all
  // else that an idle daemon does: its timer is stopped down to once a day, and what it would tell is left out.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: DAY_MS })
  for (const part of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
    registry.removeSingleMetric(`nodejs_eventloop_lag_${part}_seconds`)
  // Gauges that are named like counters, and tell what the ones without `_total` tell.
  for (const part of ['handles', 'requests', 'resources']) {
    registry.removeSingleMetric(`nodejs_active_${part}_total`)
  }
  const counter = <const L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name, help, labelNames, registers })
  const gauge = <const L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name, help, labelNames, registers })
  const histogram = <const L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ) => new Histogram<L>({ name, help, labelNames, buckets, registers })
  return {
    registry,
    buildInfo: gauge('lookout_build_info', 'Always 1; the labels say what runs.', [
      'version',
      'node_version',
    ]),
    events: counter('lookout_events_total', 'Failures taken over from a table of LiteLLM.', [
      'table',
    ]),
    lateEvents: counter(
      'lookout_late_events_total',
      'Failures that only a sweep found, after their period had been told.',
      ['table'],
    ),
    twins: counter(
      'lookout_twin_events_total',
      'Rows that told of a failure which the other table had told already.',
      ['table'],
    ),
    lateness: histogram(
      'lookout_event_lateness_seconds',
      'From the start of a row to its being visible.',
      ['table'],
      latenessSeconds,
    ),
    sourceUp: gauge('lookout_source_up', '1 if the last poll reached the database of LiteLLM.', []),
    polls: counter('lookout_polls_total', 'Polls by outcome.', ['outcome']),
    pollDuration: histogram(
      'lookout_poll_duration_seconds',
      'How long a poll took to read what was new.',
      [],
      seconds,
    ),
    pollLag: gauge('lookout_poll_lag_seconds', 'Since the last good poll.', []),
    markAge: gauge(
      'lookout_mark_age_seconds',
      'How far the high-water mark of a table lies behind now.',
      ['table'],
    ),
    groups: gauge('lookout_groups', 'Groups of look-alike failures that are remembered.', []),
    alerts: gauge('lookout_alerts', 'Open alerts by rule and state.', [
      'rule',
      'severity',
      'state',
    ]),
    outbox: gauge('lookout_outbox_messages', 'Messages that wait to be sent.', ['channel']),
    outboxAge: gauge(
      'lookout_outbox_oldest_age_seconds',
      'Age of the oldest message that waits; 0 for none.',
      ['channel'],
    ),
    deadLetters: gauge(
      'lookout_dead_letters',
      'Messages that were given up and are still remembered.',
      ['channel'],
    ),
    deliveries: counter(
      'lookout_deliveries_total',
      'Attempts to deliver: sent, to be tried again, refused; and why.',
      ['channel', 'outcome', 'reason'],
    ),
    deliveryDuration: histogram(
      'lookout_delivery_duration_seconds',
      'How long the other side took to answer an attempt to deliver.',
      ['channel'],
      seconds,
    ),
    llmCalls: counter('lookout_llm_calls_total', 'Calls of the language model by outcome.', [
      'outcome',
    ]),
    llmDuration: histogram(
      'lookout_llm_call_duration_seconds',
      'How long a call of the language model took, its further tries included.',
      [],
      slow,
    ),
    llmTokens: counter('lookout_llm_tokens_total', 'Tokens as the provider counted them.', [
      'direction',
    ]),
    statements: counter(
      'lookout_llm_statements_total',
      'Statements of the language model that were held against the facts.',
      [],
    ),
    cutStatements: counter(
      'lookout_llm_cut_statements_total',
      'Statements that were cut because the facts do not hold them.',
      [],
    ),
    artifacts: counter('lookout_artifacts_written_total', 'Artifacts written, by kind.', ['kind']),
    redactions: counter(
      'lookout_redactions_total',
      'Secrets taken out of what the tables held, by kind.',
      ['kind'],
    ),
    // `job` is Prometheus's own label.
    jobs: counter('lookout_job_runs_total', 'Runs of a job by outcome.', ['task', 'outcome']),
    jobDuration: histogram(
      'lookout_job_duration_seconds',
      'How long a run of a job took.',
      ['task'],
      [...seconds, 300],
    ),
  }
}

export type MetricSet = ReturnType<typeof createMetricSet>
