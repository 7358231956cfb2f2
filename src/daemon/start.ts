import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../config/schema.ts'
import { createDeliver, deliverDefaults } from '../jobs/deliver.ts'
import { createDigest } from '../jobs/digest.ts'
import { createEvaluate } from '../jobs/evaluate.ts'
import { createExplain } from '../jobs/explain.ts'
import { createIntake, createReread } from '../jobs/intake.ts'
import { createPoll } from '../jobs/poll.ts'
import { createPrune } from '../jobs/prune.ts'
import { createReport } from '../jobs/report.ts'
import { createSweep } from '../jobs/sweep.ts'
import { StateError } from '../state/state-error.ts'
import { healthRoutes } from '../web/health.ts'
import { listen } from '../web/server.ts'
import { startBells } from './bells.ts'
import { createPostmen, guarded, reasonOf, type Work } from './jobs.ts'
import type { Parts, World } from './parts.ts'
import { createReach } from './reach.ts'

export interface Daemon {
  /** Where health is served, as a URL. */
  readonly url: string
  /** Runs a job now, as its bell would; resolves when it has run. */
  readonly ring: (
    job: 'poll' | 'report' | 'digest' | 'sweep' | 'prune' | 'deliver',
  ) => Promise<void>
  /** Stops the bells, lets the commit under way finish, closes everything. */
  readonly stop: () => Promise<void>
}

const minute = 60_000
/** Longer than this between two looks at the rules is a downtime. */
const downtimeMs = 10 * minute
/** A digest waits this long past a failing poll: better a digest of what is known than none. */
const digestPatienceMs = 60 * minute

/** The jobs of a configuration, made of opened parts. */
const createJobs = (config: Config, parts: Parts, { clock, log, dice, newId }: World) => {
  const { source, store, artifacts, contents, channels } = parts
  const { instance, timezone } = config
  const names = channels.map((channel) => channel.name)
  const chosen = (wanted: readonly string[]) => names.filter((name) => wanted.includes(name))
  const explain = createExplain(
    parts.model,
    store,
    parts.promptOf,
    () => `lookout-${newId()}`,
    clock,
    log,
  )
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
        overlap: config.source.overlap,
        settleMs: config.source.settleMargin,
        firstLookbackMs: config.source.firstLookback,
      },
      clock,
      log,
    ),
    evaluate: createEvaluate(
      store,
      {
        rules: config.rules,
        instance,
        timezone,
        channels: names,
        downtimeMs,
        overlapMs: config.source.overlap,
        firstLookbackMs: config.source.firstLookback,
        learningMs: config.alerting.learning,
        maxSeries: config.alerting.maxSeries,
        flapping: { times: config.alerting.flapTimes, windowMs: config.alerting.flapWindow },
      },
      clock,
      log,
    ),
    report: createReport(
      { store, source, artifacts, contents, collectFacts: parts.collectFacts, explain },
      { instance, timezone, write: config.artifacts, notify: chosen(config.report.notify) },
      clock,
      log,
    ),
    digest: createDigest(
      { store, collectFacts: parts.collectFacts, explain },
      {
        name: config.digest.name,
        schedule: config.digest.schedule,
        instance,
        timezone,
        channels: config.digest.channels.length > 0 ? chosen(config.digest.channels) : names,
        most: 7,
      },
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
        reachMs: 24 * 60 * minute,
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
      send: createDeliver(store, channel, deliverDefaults, clock, log, dice, (ms, signal) =>
        sleep(ms, undefined, { signal }).catch(() => {}),
      ),
    })),
  }
}

/** Wires the jobs of a configuration to opened parts and starts them. The parts are the daemon's from here on. */
export const startDaemon = async (config: Config, parts: Parts, world: World): Promise<Daemon> => {
  const { clock, log } = world
  const aborter = new AbortController()
  const about = { signal: aborter.signal, newId: world.newId, clock, log }
  const jobs = createJobs(config, parts, world)
  const reach = createReach(parts.store, clock, log)
  const senders = new Map(jobs.deliver.map(({ channel, send }) => [channel.name, send]))
  const postmen = createPostmen(
    parts.channels,
    async (channel, signal) => {
      await senders.get(channel.name)?.(signal)
    },
    parts.store.nextOutboxDue,
    about,
  )
  const ringPostmen = () => void postmen.ring()

  const digestWork: Work = async (signal) => {
    const { made } = config.digest.enabled ? await jobs.digest.run(signal) : { made: 0 }
    if (made > 0) ringPostmen()
  }
  const reportWork: Work = async (signal) => {
    await jobs.report(signal)
    ringPostmen()
  }
  const digest = guarded('digest', digestWork, about)
  const report = guarded('report', reportWork, about)
  let firstPoll = true
  /** Resolves with the poll's outcome, or null when the source did not answer; that is remembered and logged there. */
  const read = async (signal: AbortSignal) => {
    reach.begin()
    try {
      const outcome = await jobs.poll(signal)
      await reach.reached()
      return outcome
    } catch (error) {
      if (signal.aborted || error instanceof StateError) throw error
      await reach.failed(reasonOf(error))
      return null
    }
  }
  const pollWork: Work = async (signal) => {
    const outcome = await read(signal)
    if (outcome !== null) {
      const watchingSince = await parts.store.watchSince(outcome.databaseNow)
      // By the database's clock, so that ours being wrong moves no window.
      const offset = outcome.databaseNow - reach.beganAt()
      const { told } = await jobs.evaluate(watchingSince, offset)
      if (told > 0) ringPostmen()
      if (firstPoll) void report.ring()
      firstPoll = false
    }
    // A digest waits for a good poll, so that it has the whole day; but not for ever.
    if (outcome !== null || clock.now() - reach.reachedAt() > digestPatienceMs) void digest.ring()
  }
  const poll = guarded('poll', pollWork, about)
  const sweep = guarded('sweep', async (signal) => void (await jobs.sweep(signal)), about)
  const prune = guarded('prune', jobs.prune, about)
  const all = { poll, report, digest, sweep, prune }

  const web = await listen(
    healthRoutes({ unready: reach.unready }),
    config.web.host,
    config.web.port,
  )
  const stopBells = startBells(
    [
      { name: 'poll', schedule: config.poll.schedule, ring: () => void poll.ring() },
      { name: 'report', schedule: config.report.schedule, ring: () => void report.ring() },
      { name: 'digest', schedule: config.digest.schedule, ring: () => void digest.ring() },
      { name: 'sweep', schedule: config.sweep.schedule, ring: () => void sweep.ring() },
      { name: 'prune', schedule: config.prune.schedule, ring: () => void prune.ring() },
    ],
    config.timezone,
  )
  log.info(
    {
      web: web.url,
      channels: parts.channels.map(({ name }) => name),
      model: parts.model?.model ?? 'none',
    },
    'lookout is watching',
  )
  void poll.ring()
  ringPostmen()

  return {
    url: web.url,
    ring: (job) => (job === 'deliver' ? postmen.ring() : all[job].ring()),
    stop: async () => {
      await stopBells()
      aborter.abort()
      await Promise.all([...Object.values(all).map((job) => job.stop()), postmen.stop()])
      await web.stop()
      await parts.source.close()
      await parts.store.close()
      log.info({}, 'lookout has stopped')
    },
  }
}
