import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { DAY_MS } from '../../domain/units.ts'

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const slow = [0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300]
const latenessSeconds = [1, 2, 5, 10, 30, 60, 300, 900, 1800, 3600, 7200, 28_800, 86_400]

/** All metrics. Label values come from the configuration or from short lists: never a key, a model or an id. */
export const createMetricSet = () => {
  const registry = new Registry()
  const registers = [registry]
  // The event loop delay histogram would wake the process a hundred times a second, which costs more than everything else
  // in an idle daemon. So its timer is set to once a day, and its metrics are removed.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: DAY_MS })
  for (const part of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
    registry.removeSingleMetric(`nodejs_eventloop_lag_${part}_seconds`)
  // Gauges that are named like counters, and duplicate those without `_total`.
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
    buildInfo: gauge('lookout_build_info', 'Always 1; the labels give the versions.', [
      'version',
      'node_version',
    ]),
    events: counter('lookout_events_total', 'Failures read from a table of LiteLLM.', ['table']),
    lateEvents: counter(
      'lookout_late_events_total',
      'Failures found only by a sweep, later than the overlap reaches.',
      ['table'],
    ),
    twins: counter(
      'lookout_twin_events_total',
      'Rows of a failure that was already read from the other table.',
      ['table'],
    ),
    lateness: histogram(
      'lookout_event_lateness_seconds',
      'Time from the start of a row to its being visible.',
      ['table'],
      latenessSeconds,
    ),
    sourceUp: gauge('lookout_source_up', '1 if the last poll reached the database of LiteLLM.', []),
    polls: counter('lookout_polls_total', 'Polls by outcome.', ['outcome']),
    pollDuration: histogram(
      'lookout_poll_duration_seconds',
      'Duration of reading in a poll.',
      [],
      seconds,
    ),
    pollLag: gauge('lookout_poll_lag_seconds', 'Time since the last successful poll.', []),
    markAge: gauge('lookout_mark_age_seconds', 'Age of the high-water mark of a table.', ['table']),
    groups: gauge('lookout_groups', 'Groups of similar failures in the state.', []),
    alerts: gauge('lookout_alerts', 'Open alerts by rule and state.', [
      'rule',
      'severity',
      'state',
    ]),
    outbox: gauge('lookout_outbox_messages', 'Messages waiting to be sent.', ['channel']),
    outboxAge: gauge(
      'lookout_outbox_oldest_age_seconds',
      'Age of the oldest waiting message; 0 if there is none.',
      ['channel'],
    ),
    deadLetters: gauge('lookout_dead_letters', 'Undeliverable messages in the state.', ['channel']),
    deliveries: counter(
      'lookout_deliveries_total',
      'Delivery attempts by outcome (sent, retried, refused) and reason.',
      ['channel', 'outcome', 'reason'],
    ),
    deliveryDuration: histogram(
      'lookout_delivery_duration_seconds',
      'Duration of a delivery attempt.',
      ['channel'],
      seconds,
    ),
    llmCalls: counter('lookout_llm_calls_total', 'Calls to the language model by outcome.', [
      'outcome',
    ]),
    llmDuration: histogram(
      'lookout_llm_call_duration_seconds',
      'Duration of a call to the language model, retries included.',
      [],
      slow,
    ),
    llmTokens: counter('lookout_llm_tokens_total', 'Tokens as counted by the provider.', [
      'direction',
    ]),
    statements: counter(
      'lookout_llm_statements_total',
      'Statements of the language model that were checked against the facts.',
      [],
    ),
    cutStatements: counter(
      'lookout_llm_cut_statements_total',
      'Statements that were removed because the facts do not support them.',
      [],
    ),
    artifacts: counter('lookout_artifacts_written_total', 'Artifacts written, by kind.', ['kind']),
    redactions: counter('lookout_redactions_total', 'Secrets removed from the data, by kind.', [
      'kind',
    ]),
    // `job` is Prometheus's own label.
    jobs: counter('lookout_job_runs_total', 'Runs of a job by outcome.', ['task', 'outcome']),
    jobDuration: histogram(
      'lookout_job_duration_seconds',
      'Duration of a job run.',
      ['task'],
      [...seconds, 300],
    ),
  }
}

export type MetricSet = ReturnType<typeof createMetricSet>
