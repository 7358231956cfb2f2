import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { createLog } from '../app/log.ts'
import { openExplain } from '../app/open/open-explain.ts'
import { openParts } from '../app/open/open-parts.ts'
import { startDaemon } from '../app/start.ts'
import { loadConfig } from '../config/load.ts'
import { createDigest } from '../pipeline/digest/digest.ts'

export interface DemoDaemonOptions {
  /** Its configuration; the environment is not looked at, so that nobody's real channels hear of the demo. */
  readonly configFile: string
  /** Takes its log, line by line. */
  readonly log: (line: string) => void
  /** Told of each report's files once all are written. */
  readonly onArtifacts: (files: readonly string[]) => void
}

export interface DemoDaemon {
  /** Where its page is. */
  readonly url: string
  /** Resolves when a poll that began after this call has been through; says whether the daemon watches by then. */
  readonly poll: () => Promise<boolean>
  /** Makes and sends the digest of a local day now, YYYY-MM-DD: nobody waits a night for the demo. */
  readonly makeDigest: (day: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Keeps calls to the stand-ins off the proxy that a machine's HTTP_PROXY names: it could not reach this machine's
 * loopback. The lower-case name is the one that is looked at first. The returned function undoes it.
 */
const withoutProxy = (): (() => void) => {
  const before = process.env['no_proxy']
  process.env['no_proxy'] = '*'
  return () => {
    if (before === undefined) delete process.env['no_proxy']
    else process.env['no_proxy'] = before
  }
}

/** Starts the real daemon in this process. Throws what a wrong configuration or a part that cannot be opened says. */
export const startDemoDaemon = async (options: DemoDaemonOptions): Promise<DemoDaemon> => {
  const loaded = loadConfig({
    file: options.configFile,
    env: {},
    readFile: (path) => readFileSync(path, 'utf8'),
  })
  if (!loaded.ok)
    throw new Error(`the demo's configuration is wrong: ${loaded.problems.join('; ')}`)
  const { config } = loaded
  const clock = { now: Date.now }
  const log = createLog(
    { level: config.log.level, instance: config.instance },
    { write: options.log },
  )
  const world = { clock, log, random: Math.random, newId: randomUUID }
  const restoreProxy = withoutProxy()
  const opened = await openParts(config, world)
  const parts = {
    ...opened,
    store: {
      ...opened.store,
      finishReport: async (done: Parameters<typeof opened.store.finishReport>[0]) => {
        await opened.store.finishReport(done)
        options.onArtifacts(done.files)
      },
    },
  }
  const daemon = await startDaemon(config, parts, world)
  const digest = createDigest(
    {
      store: parts.store,
      collectFacts: parts.collectFacts,
      explain: openExplain(config, parts, randomUUID, clock, log)('digest'),
    },
    {
      name: config.digest.name,
      schedule: config.digest.schedule,
      instance: config.instance,
      timezone: config.timezone,
      channels: parts.channels.map((channel) => channel.name),
      most: 1,
    },
    clock,
    log,
  )
  const stopping = new AbortController()
  return {
    url: daemon.url,
    poll: async () => {
      await daemon.trigger('poll')
      return (await parts.store.watchingSince()) !== null
    },
    makeDigest: async (day) => {
      await digest.make(day, stopping.signal)
      await daemon.trigger('deliver')
    },
    stop: async () => {
      stopping.abort()
      await daemon.stop()
      restoreProxy()
    },
  }
}
