import { appendFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { CommandIo } from '../cli/io.ts'
import type { Clock } from '../domain/ports.ts'
import { dayOf, localDay, shiftDay } from '../schedule/local-day.ts'
import { fillHistory } from './database/fill.ts'
import { type DemoDaemon, startDemoDaemon } from './demo-daemon.ts'
import { createNarrator, type Narrator } from './narrator.ts'
import { openStage, type Stage, shownPath } from './stage.ts'
import { writeTraffic } from './traffic/live.ts'
import { createRandom } from './traffic/random.ts'

export interface DemoOptions {
  /** Ends by itself after so many milliseconds; without it, on the signal. */
  readonly forMs?: number
  /** Where mails, artifacts and the log are kept. Default: `./demo-output`. */
  readonly outputDir?: string
  /** The same seed plays the same incidents. */
  readonly seed?: number
}

interface Play extends Clock {
  readonly stage: Stage
  readonly narrator: Narrator
  readonly outputDir: string
  readonly timezone: string
  readonly seed: number
  readonly signal: AbortSignal
}

const logLine = z.object({
  level: z.string(),
  message: z.string(),
  error: z.string().optional(),
})

/** What a person watching should not have to look up in the log; null for the daemon's ordinary lines. */
const troubleIn = (line: string): string | null => {
  const { level, message, error } = logLine.parse(JSON.parse(line))
  if (level === 'info' || level === 'debug') return null
  return error === undefined ? message : `${message}: ${error}`
}

/** Starts the daemon; its own log goes to a file, its artifacts are told a set at a time. */
const startWatching = async ({ stage, narrator, outputDir }: Play): Promise<DemoDaemon> => {
  const logFile = join(outputDir, 'lookout.log')
  const notified = new Set<string>()
  const daemon = await startDemoDaemon({
    configFile: stage.configFile,
    log: (line) => {
      appendFileSync(logFile, line)
      const trouble = troubleIn(line)
      // Every poll may meet the same trouble again; once is enough.
      if (trouble === null || notified.has(trouble)) return
      notified.add(trouble)
      narrator.tell('trouble', trouble)
    },
    onArtifacts: (files) => {
      const folder = shownPath(dirname(files[0] ?? outputDir))
      const names = files.map((file) => basename(file))
      narrator.tell('report', `${files.length} artifacts in ${folder}`, [names.join('  ')])
    },
  })
  narrator.tell('Lookout', `watches: it looks every 3 seconds, by ${shownPath(stage.configFile)}`)
  narrator.tell('page', `${daemon.url} shows all of it as long as this runs`)
  return daemon
}

/** From an empty database to incidents coming and going, until the signal. */
const play = async (about: Play, closers: (() => Promise<void>)[]): Promise<void> => {
  const { stage, narrator, now, signal, timezone } = about
  const { pool } = stage.database
  const random = createRandom(about.seed)
  // From the start of yesterday, so that yesterday's digest has a whole day to tell.
  const yesterday = localDay(shiftDay(dayOf(now(), timezone), -1), timezone)
  const { requests, failures } = await fillHistory(pool, random, yesterday.from, now(), signal)
  if (signal.aborted) return
  const say = (count: number) => count.toLocaleString('en')
  narrator.tell(
    'LiteLLM',
    `${say(requests)} requests since yesterday, ${say(failures)} of them failed`,
  )
  const daemon = await startWatching(about)
  closers.push(daemon.stop)
  // What it finds at first is reported, not alerted; trouble begins afterwards.
  while (!signal.aborted && !(await daemon.poll())) {
    await pause(1000, undefined, { signal }).catch(() => undefined)
  }
  const traffic = writeTraffic({
    pool,
    random,
    now,
    signal,
    onIncident: ({ story }, phase) =>
      phase === 'begins' ? narrator.tell('incident', story) : narrator.tell('over', story),
  })
  await Promise.all([traffic, daemon.makeDigest(yesterday.day)])
}

/**
 * Shows Lookout at work on this machine alone: a database with LiteLLM's tables and traffic, the daemon itself, and
 * stand-ins for the model, Slack and a mail server. Prints what arrives. Resolves when the time is up or the signal
 * fires, with everything stopped; rejects when something could not be started, with everything stopped too.
 */
export const runDemo = async (options: DemoOptions, io: CommandIo): Promise<void> => {
  const outputDir = resolve(options.outputDir ?? 'demo-output')
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const narrator = createNarrator(io.stdout, io)
  const timer = new AbortController()
  const signal = AbortSignal.any([io.signal, timer.signal])
  if (options.forMs !== undefined) {
    void pause(options.forMs, undefined, { signal, ref: false })
      .catch(() => undefined)
      .then(() => timer.abort())
  }
  narrator.say(
    'Lookout watches a LiteLLM proxy through its log tables and tells people when requests fail.',
    'This shows it at work: a real database and the real daemon; the proxy, its traffic, the model, Slack and the',
    `mailbox are played on this machine. Nothing leaves it. ${options.forMs === undefined ? 'Ctrl-C ends it.' : `It ends after ${Math.round(options.forMs / 1000)} s.`}`,
    '',
  )
  const closers: (() => Promise<void>)[] = []
  let stage: Stage | undefined
  try {
    stage = await openStage({ outputDir, timezone, now: io.now, narrator }, closers)
    const about = { stage, narrator, outputDir, timezone, now: io.now, signal }
    await play({ ...about, seed: options.seed ?? 2026 }, closers)
  } catch (error) {
    // On Ctrl-C a terminal ends the database too, in the middle of whatever it was asked.
    if (!signal.aborted) throw error
  } finally {
    for (const close of closers.reverse()) await close()
  }
  if (stage === undefined) return
  narrator.say(
    '',
    `The demo has ended and nothing is running any more. Arrived: ${stage.received.slack} on Slack, ${stage.received.mails} by e-mail.`,
    `All of it is in ${shownPath(outputDir)}: slack/, mail/ (.eml opens in any mail program), a folder of artifacts for`,
    'each day, lookout.yaml (its configuration) and lookout.log.',
    'To watch your own proxy: README.md, "Quick start".',
  )
}
