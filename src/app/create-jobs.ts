import { setTimeout as sleep } from 'node:timers/promises'
import { createFingerprinter, GROUPING_VERSION } from '../classify/grouping/fingerprint.ts'
import type { Config } from '../config/config-schema.ts'
import { createDeliver, deliverDefaults, type Standing } from '../pipeline/deliver/deliver.ts'
import { createEvaluate } from '../pipeline/evaluate/evaluate.ts'
import { createNoDataCheck } from '../pipeline/evaluate/no-data.ts'
import { createIntake, createReread } from '../pipeline/ingest/intake.ts'
import { createPoll } from '../pipeline/ingest/poll.ts'
import { createRegroup } from '../pipeline/ingest/regroup.ts'
import { createCountRequests } from '../pipeline/ingest/requests.ts'
import { createSeed } from '../pipeline/ingest/seed.ts'
import { createSweep } from '../pipeline/ingest/sweep.ts'
import { createAlertWords } from '../pipeline/notify/alert-explanations.ts'
import { createPrune } from '../pipeline/prune.ts'
import { createReport } from '../pipeline/report/report.ts'
import { needsOf } from '../rules/needs.ts'
import { rulesSchema } from '../rules/rule.ts'
import type { Parts, World } from './app-parts.ts'
import { createDigests } from './create-digests.ts'
import { ceilingOf, dispatchConfig } from './open/dispatch-config.ts'
import { openExplain } from './open/open-explain.ts'
import { downtimeOf } from './schedule.ts'

const minute = 60_000
/** A rebuilt state reads this far back, for baselines and for what is known as old. */
const rebuildLookbackMs = 7 * 24 * 60 * minute

/** A monitor that cannot see must say so, whatever rules the operator wrote. */
const withSource = (rules: Config['rules']): Config['rules'] =>
  rules.some(({ type }) => type === 'source')
    ? rules
    : [
        ...rules,
        ...rulesSchema.parse([{ name: 'lookout-is-blind', type: 'source', severity: 'critical' }]),
      ]

/**
 * The jobs of a configuration, made of opened parts. `rebuilding`: the state stands in for one that was lost.
 * `standings`: of the delivery workers by channel, handed on from the jobs of the configuration before.
 */
export const createJobs = (
  config: Config,
  parts: Parts,
  { clock, log, random, newId }: World,
  wakeDeliveryWorkers: () => void,
  rebuilding: boolean,
  signal: AbortSignal,
  standings: ReadonlyMap<string, Standing> = new Map(),
) => {
  const { source, store, artifacts, contents, channels } = parts
  const { instance, timezone } = config
  const rules = withSource(config.rules)
  const shared = channels.filter(({ reserved }) => reserved !== true)
  const names = shared.map((channel) => channel.name)
  const chosen = (wanted: readonly string[]) => names.filter((name) => wanted.includes(name))
  const plainExplainOf = openExplain(config, parts, newId, clock, log)
  const explainOf = (kind: Parameters<typeof plainExplainOf>[0]) =>
    parts.watchExplain?.(plainExplainOf(kind)) ?? plainExplainOf(kind)
  const pause = (ms: number, until: AbortSignal) =>
    sleep(ms, undefined, { signal: until }).catch(() => {})
  // Without a model no alert waits for anything.
  const words =
    parts.model === null
      ? null
      : createAlertWords(explainOf('alert'), store, {
          signal,
          clock,
          log,
          pause,
          wake: wakeDeliveryWorkers,
        })
  const intake = createIntake(store, parts.classify, clock)
  const reread = createReread(source, store, intake, config.source.pageSize)
  return {
    poll: createPoll(
      source,
      store,
      intake,
      reread,
      {
        pageSize: config.source.pageSize,
        windowMs: config.source.window,
        overlap: config.source.overlap ?? {
          minMs: config.source.overlapMin,
          maxMs: config.source.overlapMax,
        },
        settleMs: config.source.settleMargin,
        firstLookbackMs: Math.max(config.source.firstLookback, rebuilding ? rebuildLookbackMs : 0),
      },
      clock,
      log,
    ),
    evaluate: createEvaluate(
      store,
      {
        rules,
        instance,
        timezone,
        channels: names,
        downtimeMs: downtimeOf(config.poll.schedule, timezone, clock.now()),
        overlapMs: config.source.overlap ?? config.source.overlapMin,
        firstLookbackMs: config.source.firstLookback,
        learningMs: config.alerting.learning,
        maxSeries: config.alerting.maxSeries,
        flapping: { times: config.alerting.flapTimes, windowMs: config.alerting.flapWindow },
        dispatch: dispatchConfig(config, shared, clock.now()),
        queued: (queue) => {
          for (const { notification, channels: told } of queue)
            words?.expect(
              notification,
              channels.filter(({ name }) => told.includes(name)),
            )
        },
      },
      clock,
      log,
    ),
    seed: needsOf(rules).past
      ? createSeed(
          source,
          store,
          parts.classify,
          {
            pageSize: config.source.pageSize,
            firstLookbackMs: Math.max(
              config.source.firstLookback,
              rebuilding ? rebuildLookbackMs : 0,
            ),
            budgetMs: config.alerting.pastBudget,
          },
          clock,
          log,
        )
      : null,
    countRequests: needsOf(rules).requests
      ? createCountRequests(
          source,
          store,
          { overlapMs: config.source.overlap ?? config.source.overlapMin },
          clock,
          log,
        )
      : null,
    regroup: createRegroup(
      store,
      {
        fingerprint: createFingerprinter(config.grouping),
        version: GROUPING_VERSION,
        rules: JSON.stringify([config.grouping.rules, config.grouping.masks]),
        pinned: config.grouping.pinned,
      },
      log,
    ),
    noData: createNoDataCheck(
      source,
      store,
      { silentMs: config.noData.silentAfter, instance, timezone, channels: names },
      clock,
      log,
    ),
    report: createReport(
      {
        store,
        source,
        artifacts,
        contents,
        collectFacts: parts.collectFacts,
        explain: explainOf('report'),
      },
      { instance, timezone, write: config.artifacts, notify: chosen(config.report.notify) },
      clock,
      log,
    ),
    digest: createDigests(
      config,
      channels,
      { store, collectFacts: parts.collectFacts, explain: explainOf('digest') },
      clock,
      log,
    ),
    sweep: createSweep(
      source,
      store,
      reread,
      {
        agesMs: config.sweep.ages,
        windowMs: config.source.window,
        budgetMs: config.sweep.databaseShare * 60 * minute,
        reachMs: config.retention.events - 24 * 60 * minute,
        firstLookbackMs: config.source.firstLookback,
      },
      clock,
      log,
    ),
    prune: createPrune(
      store,
      artifacts,
      {
        timezone,
        eventsMs: config.retention.events,
        groupsMs: config.retention.groups,
        reportsMs: config.retention.reports,
        artifactsMs: config.retention.artifacts,
      },
      clock,
      log,
    ),
    deliver: channels.map((channel) => ({
      channel,
      send: createDeliver(
        store,
        channel,
        {
          ...deliverDefaults,
          perHour: ceilingOf(config, channel),
          channels: names,
          wake: wakeDeliveryWorkers,
        },
        clock,
        log,
        random,
        pause,
        words?.of(channel) ?? null,
        standings.get(channel.name),
      ),
    })),
  }
}
