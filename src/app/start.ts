import type { Config } from '../config/config-schema.ts'
import type { Standing } from '../pipeline/deliver/deliver.ts'
import type { PollOutcome } from '../pipeline/ingest/poll.ts'
import { createSteadyOffset } from '../pipeline/ingest/steady-offset.ts'
import { StateError } from '../state/state-error.ts'
import { listen } from '../web/server.ts'
import type { Parts, World } from './app-parts.ts'
import { createJobs } from './create-jobs.ts'
import { createMetrics } from './metrics/metrics.ts'
import { openPage } from './open/open-page.ts'
import { createPastOutbox } from './past-outbox.ts'
import { createReach } from './reach.ts'
import { compareConfigs, type Reloading } from './reload.ts'
import { createDeliveryWorkers, guarded, reasonOf, type Work } from './run-jobs.ts'
import { startTriggers } from './triggers.ts'

export interface Daemon {
  /** Where health is served, as a URL. */
  readonly url: string
  /** Runs a job now, as its bell would; resolves when it has run. */
  readonly trigger: (
    job: 'poll' | 'report' | 'digest' | 'sweep' | 'prune' | 'deliver',
  ) => Promise<void>
  /** Goes on with another configuration from the next run of each job; refused as a whole with its reasons. */
  readonly reload: (next: Config) => Promise<Reloading>
  /** Stops the triggers, lets the commit under way finish, closes everything. */
  readonly stop: () => Promise<void>
}

const minute = 60_000
/** A digest waits this long past a failing poll: better a digest of what is known than none. */
const digestPatienceMs = 60 * minute

/** Wires the jobs of a configuration to opened parts and starts them. The parts are the daemon's from here on. */
export const startDaemon = async (given: Config, opened: Parts, world: World): Promise<Daemon> => {
  const { clock, log } = world
  let config = given
  const metrics = createMetrics(() => config, opened, clock)
  const { parts } = metrics
  const aborter = new AbortController()
  let running = 0
  const begins = () => {
    running += 1
  }
  const ran: typeof metrics.ran = (...run) => {
    metrics.ran(...run)
    running -= 1
    // What another job still needs cannot go, and would pass for what is always there.
    if (running === 0) world.tidy?.()
  }
  const about = { signal: aborter.signal, newId: world.newId, clock, log, begins, ran }
  const rebuilding = (await parts.store.rebuildingSince()) !== null
  const standings = new Map(
    parts.channels.map(({ name }): [string, Standing] => [name, { lastTry: null, settle: null }]),
  )
  const jobsOf = (of: Config, again: boolean) =>
    createJobs(of, parts, world, () => wakeDeliveryWorkers(), again, aborter.signal, standings)
  let jobs = jobsOf(config, rebuilding)
  const reach = createReach(parts.store, clock, log)
  const pastOutbox = createPastOutbox(parts.channels, config, clock, log)
  const deliveryWorkers = createDeliveryWorkers(
    parts.channels,
    async (channel, signal) => {
      await jobs.deliver.find((each) => each.channel.name === channel.name)?.send(signal)
    },
    parts.store.nextOutboxDue,
    about,
  )
  const wakeDeliveryWorkers = () => void deliveryWorkers.trigger()

  const digestWork: Work = async (signal) => {
    const { made } = await jobs.digest.run(signal)
    if (made > 0) wakeDeliveryWorkers()
  }
  const reportWork: Work = async (signal) => {
    await jobs.report(signal)
    wakeDeliveryWorkers()
  }
  const digest = guarded('digest', digestWork, about)
  const report = guarded('report', reportWork, about)
  let firstPoll = true
  /** What the rules' clock is ahead of ours by, as last seen, milliseconds. */
  let offset = 0
  const steadyOffset = createSteadyOffset(parts.source, log)
  /** Resolves with the poll's outcome, or null when the source did not answer; that is remembered and logged there. */
  const read = async (signal: AbortSignal) => {
    // Before anything is read: what an older version grouped must not be born again.
    await jobs.regroup(signal)
    reach.begin()
    try {
      const outcome = await jobs.poll(signal)
      metrics.polled(clock.now() - reach.beganAt())
      await reach.reached()
      return outcome
    } catch (error) {
      if (signal.aborted || error instanceof StateError) throw error
      await reach.failed(reasonOf(error))
      return null
    }
  }
  const beat = async (signal: AbortSignal) => {
    await parts.heartbeat?.(signal).catch((error: unknown) => {
      if (!signal.aborted) log.warn({ error: reasonOf(error) }, 'the heartbeat did not arrive')
    })
  }
  const afterFirstPoll = async () => {
    if (rebuilding) await parts.store.endRebuilding(clock.now())
    firstPoll = false
    void report.trigger()
  }
  const evaluateAll = async (outcome: PollOutcome, signal: AbortSignal) => {
    const { databaseNow, newest, offset: apart } = outcome
    // A look-alike of a known error is no news.
    await jobs.regroup(signal)
    const watchingSince = await parts.store.watchSince(databaseNow)
    // By the database's clock, so that ours being wrong moves no window; but for one that leaps.
    const ours = databaseNow - apart
    offset = await steadyOffset({ ours, database: databaseNow, newest }, signal)
    const now = ours + offset
    const silence = await jobs.noData.silent(newest, now, signal)
    await jobs.noData.checkForFailures(now, signal)
    if (silence === null) await jobs.countRequests?.(now, signal)
    await jobs.seed?.(now, watchingSince, signal)
    const { told } = await jobs.evaluate(watchingSince, offset, silence)
    if (told > 0) wakeDeliveryWorkers()
    if (firstPoll) await afterFirstPoll()
    if (silence === null) await beat(signal)
  }
  const pollWork: Work = async (signal) => {
    try {
      const outcome = await read(signal)
      if (outcome !== null) await evaluateAll(outcome, signal)
      else {
        const why = reach.unready()[0] ?? 'no answer'
        const reason = `LiteLLM's tables could not be read (${why})`
        const blind = { since: reach.reachedAt(), reason, saw: 'unread' } as const
        const { told } = await jobs.evaluate(Number.POSITIVE_INFINITY, offset, blind)
        if (told > 0) wakeDeliveryWorkers()
      }
      await pastOutbox.mended()
      // A digest waits for a good poll, so that it has the whole day; but not for ever.
      if (outcome !== null || clock.now() - reach.reachedAt() > digestPatienceMs)
        void digest.trigger()
    } catch (error) {
      if (error instanceof StateError && !signal.aborted) await pastOutbox.broken(error.message)
      throw error
    }
  }
  const poll = guarded('poll', pollWork, about)
  const sweep = guarded('sweep', async (signal) => void (await jobs.sweep(signal)), about)
  const prune = guarded('prune', () => jobs.prune(), about)
  const all = { poll, report, digest, sweep, prune }

  const web = await listen(
    openPage(() => config, parts, metrics, reach.unready, world),
    config.web.host,
    config.web.port,
  )
  const triggers = () =>
    startTriggers(
      [
        { name: 'poll', schedule: config.poll.schedule, trigger: () => void poll.trigger() },
        { name: 'report', schedule: config.report.schedule, trigger: () => void report.trigger() },
        { name: 'digest', schedule: config.digest.schedule, trigger: () => void digest.trigger() },
        { name: 'sweep', schedule: config.sweep.schedule, trigger: () => void sweep.trigger() },
        { name: 'prune', schedule: config.prune.schedule, trigger: () => void prune.trigger() },
      ],
      config.timezone,
    )
  let stopTriggers = triggers()
  log.info(
    {
      web: web.url,
      channels: parts.channels.map(({ name }) => name),
      model: parts.model?.model ?? 'none',
    },
    'lookout is watching',
  )
  void poll.trigger()
  wakeDeliveryWorkers()
  parts.store.views.warm(aborter.signal).catch((error: unknown) => {
    log.debug({ error: reasonOf(error) }, 'the page could not read ahead')
  })

  return {
    url: web.url,
    reload: async (next) => {
      const reloading = compareConfigs(config, next)
      if (!reloading.ok || reloading.changed.length === 0) return reloading
      // Made first: what throws here must leave the old ones as they are.
      const made = jobsOf(next, rebuilding && firstPoll)
      config = next
      jobs = made
      await stopTriggers()
      stopTriggers = triggers()
      void poll.trigger()
      return reloading
    },
    trigger: (job) => (job === 'deliver' ? deliveryWorkers.trigger() : all[job].trigger()),
    stop: async () => {
      await stopTriggers()
      aborter.abort()
      await Promise.all([...Object.values(all).map((job) => job.stop()), deliveryWorkers.stop()])
      await web.stop()
      await parts.source.close()
      await parts.store.close()
      log.info({}, 'lookout has stopped')
    },
  }
}
