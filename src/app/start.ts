import type { Config } from '../config/config-schema.ts'
import { reasonOf } from '../domain/reason.ts'
import type { Standing } from '../pipeline/deliver/deliver.ts'
import { createPastOutbox } from '../pipeline/deliver/past-outbox.ts'
import { createSteadyOffset } from '../pipeline/ingest/steady-offset.ts'
import { createPollCycle } from '../pipeline/poll-cycle.ts'
import { createSourceHealth } from '../pipeline/source-health.ts'
import { StateError } from '../state/database.ts'
import { listen } from '../web/server.ts'
import type { Parts, World } from './app-parts.ts'
import { createDeliveryWorkers } from './delivery-workers.ts'
import { guarded, type Watched } from './guarded-runs.ts'
import { createMetrics } from './metrics/metrics.ts'
import { openJobs } from './open/open-jobs.ts'
import { openPage } from './open/open-page.ts'
import { compareConfigs, type Reloading } from './reload.ts'
import { startTriggers } from './triggers.ts'

const jobNames = ['poll', 'report', 'digest', 'sweep', 'prune'] as const

export interface Daemon {
  /** URL of the page and of health. */
  readonly url: string
  /** Runs a job now, as its schedule would; resolves when it has run. */
  readonly trigger: (job: (typeof jobNames)[number] | 'deliver') => Promise<void>
  /** Continues with another configuration from the next run of each job; or rejects it as a whole, with the reasons. */
  readonly reload: (next: Config) => Promise<Reloading>
  /** Stops the triggers, lets the running commit finish, closes everything. */
  readonly stop: () => Promise<void>
}

const isStateError = (error: unknown): error is StateError => error instanceof StateError

/** Counts the running jobs, and calls `tidy` when there is none: memory that a job still uses cannot be released. */
const watchRuns = (ran: Watched['ran'], tidy = () => {}): Watched => {
  let running = 0
  return {
    begins: () => {
      running += 1
    },
    ran: (...run) => {
      ran(...run)
      running -= 1
      if (running === 0) tidy()
    },
  }
}

/** Wires the jobs of a configuration to opened parts and starts them. The daemon owns the parts from here on. */
export const startDaemon = async (given: Config, opened: Parts, world: World): Promise<Daemon> => {
  const { clock, log, newId } = world
  let config = given
  const metrics = createMetrics(() => config, opened, clock)
  const { parts } = metrics
  const { store, channels } = parts
  const aborter = new AbortController()
  const { signal } = aborter
  const about = { signal, newId, clock, log, ...watchRuns(metrics.ran, world.tidy) }

  let rebuilding = (await store.rebuildingSince()) !== null
  const deliveryStates = new Map(
    channels.map(({ name }): [string, Standing] => [name, { lastTry: null, settle: null }]),
  )
  const deliver = () => void workers.trigger()
  const jobsOf = (of: Config) =>
    openJobs(of, parts, world, deliver, rebuilding, signal, deliveryStates)
  let jobs = jobsOf(config)
  const workers = createDeliveryWorkers(
    channels,
    async (channel, until) => {
      await jobs.deliver.find((each) => each.channel.name === channel.name)?.send(until)
    },
    store.nextOutboxDue,
    about,
  )
  const health = createSourceHealth(store, isStateError, clock, log)
  const cycle = createPollCycle(
    () => jobs.pollSteps,
    {
      health,
      store,
      steadyOffset: createSteadyOffset(parts.source, log),
      pastOutbox: createPastOutbox(channels, config, clock, log),
      isStateError,
      rebuilt: async () => {
        if (rebuilding) await store.endRebuilding(clock.now())
        rebuilding = false
      },
      deliver,
      report: () => void all.report.trigger(),
      digest: () => void all.digest.trigger(),
      heartbeat: async (until) => await parts.heartbeat?.(until),
      polled: metrics.polled,
    },
    clock,
    log,
  )
  const all = {
    poll: guarded('poll', cycle, about),
    report: guarded(
      'report',
      async (until) => {
        await jobs.report(until)
        deliver()
      },
      about,
    ),
    digest: guarded(
      'digest',
      async (until) => {
        const { made } = await jobs.digest.run(until)
        if (made > 0) deliver()
      },
      about,
    ),
    sweep: guarded('sweep', async (until) => void (await jobs.sweep(until)), about),
    prune: guarded('prune', () => jobs.prune(), about),
  }

  const page = openPage(() => config, parts, metrics, health.unready, world)
  const web = await listen(page, config.web.host, config.web.port)
  const schedule = () =>
    startTriggers(
      jobNames.map((name) => ({
        name,
        schedule: config[name].schedule,
        trigger: () => void all[name].trigger(),
      })),
      config.timezone,
    )
  let stopTriggers = schedule()
  const names = channels.map(({ name }) => name)
  const model = parts.model?.model ?? 'none'
  log.info({ web: web.url, channels: names, model }, 'lookout started')
  void all.poll.trigger()
  deliver()
  store.views.warm(signal).catch((error: unknown) => {
    log.debug({ error: reasonOf(error) }, 'the page could not load its counts')
  })

  return {
    url: web.url,
    reload: async (next) => {
      const reloading = compareConfigs(config, next)
      if (!reloading.ok || reloading.changed.length === 0) return reloading
      // Created first: if this throws, the old ones must stay as they are.
      const made = jobsOf(next)
      config = next
      jobs = made
      await stopTriggers()
      stopTriggers = schedule()
      void all.poll.trigger()
      return reloading
    },
    trigger: (job) => (job === 'deliver' ? workers.trigger() : all[job].trigger()),
    stop: async () => {
      await stopTriggers()
      aborter.abort()
      await Promise.all([...Object.values(all).map((job) => job.stop()), workers.stop()])
      await web.stop()
      await parts.source.close()
      await store.close()
      log.info({}, 'lookout stopped')
    },
  }
}
