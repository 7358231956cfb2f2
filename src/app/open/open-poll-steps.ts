import type { Catalogue } from '../../classify/catalogue/catalogue.ts'
import { createFingerprinter, GROUPING_VERSION } from '../../classify/grouping/fingerprint.ts'
import type { Config } from '../../config/config-schema.ts'
import { DAY_MS } from '../../domain/units.ts'
import { createEvaluate } from '../../pipeline/evaluate/evaluate.ts'
import type { QueuedNotification } from '../../pipeline/evaluate/evaluate-ports.ts'
import { createNoDataCheck } from '../../pipeline/evaluate/no-data.ts'
import type { Intake, Reread } from '../../pipeline/ingest/intake.ts'
import { createOverlap } from '../../pipeline/ingest/overlap.ts'
import { createPoll } from '../../pipeline/ingest/poll.ts'
import { createRegroup } from '../../pipeline/ingest/regroup.ts'
import { createCountRequests } from '../../pipeline/ingest/requests.ts'
import { createSeed } from '../../pipeline/ingest/seed.ts'
import type { Recognise } from '../../pipeline/notify/compose.ts'
import type { PollSteps } from '../../pipeline/poll-cycle.ts'
import { needsOf } from '../../rules/needs.ts'
import { rulesSchema } from '../../rules/rule.ts'
import { downtimeOf } from '../../schedule/pauses.ts'
import type { Parts, World } from '../app-parts.ts'
import { dispatchConfig } from './dispatch-config.ts'
import { knownOf } from './open-parts.ts'

/** A rebuilt state reads this far back, for baselines and to know old errors. */
const rebuildLookbackMs = 7 * DAY_MS

/** What a message carries of a catalogue's entry. An entry that knows no more than a class adds nothing. */
const recogniseBy =
  (catalogue: () => Catalogue): Recognise =>
  (failure) => {
    const entry = catalogue().recognise(failure)
    if (entry === undefined || entry.generic === true) return undefined
    const { id, title, meaning, remedies, link } = entry
    return { id, title, meaning, remedies, ...(link === undefined ? {} : { link }) }
  }

/** Missing data must be reported, whatever rules are configured. */
const withSource = (rules: Config['rules']): Config['rules'] =>
  rules.some(({ type }) => type === 'source')
    ? rules
    : [
        ...rules,
        ...rulesSchema.parse([{ name: 'lookout-no-data', type: 'source', severity: 'critical' }]),
      ]

/**
 * The steps of a poll cycle for a configuration. `rebuilding`: the state replaces one that was lost. `queued` is called
 * with what an evaluation queued, once it is committed.
 */
export const openPollSteps = (
  config: Config,
  { source, store, classify, channels }: Parts,
  { intake, reread }: { readonly intake: Intake; readonly reread: Reread },
  { clock, log }: Pick<World, 'clock' | 'log'>,
  rebuilding: boolean,
  queued: (queue: readonly QueuedNotification[]) => void,
): PollSteps => {
  const { instance, timezone, alerting } = config
  const { pageSize, window, settleMargin, overlapMin, overlapMax, firstLookback } = config.source
  const rules = withSource(config.rules)
  const needs = needsOf(rules)
  const shared = channels.filter(({ reserved }) => reserved !== true)
  const names = shared.map(({ name }) => name)
  const bounds = { minMs: overlapMin, maxMs: overlapMax }
  const overlap = createOverlap(config.source.overlap ?? bounds, store, clock, log)
  const firstLookbackMs = Math.max(firstLookback, rebuilding ? rebuildLookbackMs : 0)

  const reading = { pageSize, windowMs: window, overlap, settleMs: settleMargin, firstLookbackMs }
  const grouping = {
    fingerprint: createFingerprinter(config.grouping),
    version: GROUPING_VERSION,
    rules: JSON.stringify([config.grouping.rules, config.grouping.masks]),
    pinned: config.grouping.pinned,
  }
  const seeding = { pageSize, firstLookbackMs, budgetMs: alerting.pastBudget }
  const watching = { silentMs: config.noData.silentAfter, instance, timezone, channels: names }
  const evaluating = {
    rules,
    instance,
    timezone,
    channels: names,
    downtimeMs: downtimeOf(config.poll.schedule, timezone, clock.now()),
    overlap,
    firstLookbackMs: firstLookback,
    learningMs: alerting.learning,
    maxSeries: alerting.maxSeries,
    unreachableAfter: config.noData.unreachableAfter,
    flapping: { times: alerting.flapTimes, windowMs: alerting.flapWindow },
    dispatch: dispatchConfig(config, shared, clock.now()),
    queued,
    recognise: recogniseBy(knownOf(config)),
  }
  return {
    regroup: createRegroup(store, grouping, log),
    poll: createPoll(source, store, intake, reread, reading, clock, log),
    noData: createNoDataCheck(source, store, watching, clock, log),
    countRequests: needs.requests ? createCountRequests(source, store, overlap, clock, log) : null,
    seed: needs.past ? createSeed(source, store, classify, seeding, clock, log) : null,
    evaluate: createEvaluate(store, evaluating, clock, log),
  }
}
