import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../../config/config-schema.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import { createDeliver, deliverDefaults, type Standing } from '../../pipeline/deliver/deliver.ts'
import { createIntake, createReread } from '../../pipeline/ingest/intake.ts'
import { createSweep } from '../../pipeline/ingest/sweep.ts'
import { createAlertExplanations } from '../../pipeline/notify/alert-explanations.ts'
import { createPrune } from '../../pipeline/prune.ts'
import { createReport } from '../../pipeline/report/report.ts'
import type { Parts, World } from '../app-parts.ts'
import { ceilingOf } from './dispatch-config.ts'
import { createDigests } from './open-digests.ts'
import { openExplain } from './open-explain.ts'
import { openPollSteps } from './open-poll-steps.ts'

const pause = (ms: number, until: AbortSignal) =>
  sleep(ms, undefined, { signal: until }).catch(() => {})

/**
 * The jobs of a configuration, from opened parts. `rebuilding`: the state replaces one that was lost. `deliveryStates`:
 * of the delivery workers by channel, taken over from the jobs of the previous configuration.
 */
export const openJobs = (
  config: Config,
  parts: Parts,
  world: World,
  wakeDeliveryWorkers: () => void,
  rebuilding: boolean,
  signal: AbortSignal,
  deliveryStates: ReadonlyMap<string, Standing> = new Map(),
) => {
  const { source, store, artifacts, contents, channels, collectFacts } = parts
  const { clock, log, random, newId } = world
  const { instance, timezone, retention } = config
  const shared = channels.filter(({ reserved }) => reserved !== true)
  const names = shared.map(({ name }) => name)
  const plainExplainOf = openExplain(config, parts, newId, clock, log)
  const explainOf = (kind: Parameters<typeof plainExplainOf>[0]) =>
    parts.watchExplain?.(plainExplainOf(kind)) ?? plainExplainOf(kind)
  // Without a model no alert waits for an explanation.
  const explanations =
    parts.model === null
      ? null
      : createAlertExplanations(explainOf('alert'), store, {
          signal,
          clock,
          log,
          pause,
          wake: wakeDeliveryWorkers,
        })
  const intake = createIntake(store, parts.classify, clock)
  const reread = createReread(source, store, intake, config.source.pageSize)

  const pollSteps = openPollSteps(config, parts, { intake, reread }, world, rebuilding, (queue) => {
    for (const { notification, channels: to } of queue)
      explanations?.expect(
        notification,
        channels.filter(({ name }) => to.includes(name)),
      )
  })
  const reporting = {
    instance,
    timezone,
    write: config.artifacts,
    notify: names.filter((name) => config.report.notify.includes(name)),
  }
  const sweeping = {
    agesMs: config.sweep.ages,
    windowMs: config.source.window,
    budgetMs: config.sweep.databaseShare * HOUR_MS,
    reachMs: retention.events - DAY_MS,
    firstLookbackMs: config.source.firstLookback,
  }
  const pruning = {
    timezone,
    eventsMs: retention.events,
    groupsMs: retention.groups,
    reportsMs: retention.reports,
    artifactsMs: retention.artifacts,
  }
  return {
    pollSteps,
    report: createReport(
      { store, source, artifacts, contents, collectFacts, explain: explainOf('report') },
      reporting,
      clock,
      log,
    ),
    digest: createDigests(
      config,
      channels,
      { store, collectFacts, explain: explainOf('digest') },
      clock,
      log,
    ),
    sweep: createSweep(source, store, reread, sweeping, clock, log),
    prune: createPrune(store, artifacts, pruning, clock, log),
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
        explanations?.of(channel) ?? null,
        deliveryStates.get(channel.name),
      ),
    })),
  }
}
