import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom, type Random } from '../../src/demo/traffic/random.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { dayOf, localDay } from '../../src/schedule/local-day.ts'
import type { ShapeName } from '../support/litellm-shapes.ts'
import { digestAim, drawAim } from './aims.ts'
import type { Truth } from './checks/truth.ts'
import { promptMs, rules, timezone, yaml } from './configuration.ts'
import { type End, killedAfter, startChild } from './keeper.ts'
import { type Observed, readJournal, readReports, readState } from './observed.ts'
import type { Aim, Orders, Plant } from './orders.ts'
import { fastOf, type Pace } from './pace.ts'
import { quiesced } from './quiesce.ts'
import { openStage, type Stage } from './stage.ts'
import { createTraffic } from './traffic.ts'
import { startWriter, type WriterLog, writeHistory } from './writer.ts'

export interface RunOptions {
  readonly kills: number
  readonly seed: number
  readonly plant: Plant
  /** No more kills after this, real milliseconds. */
  readonly longestMs: number
  /** Leaves the folder with state, artifacts and log. */
  readonly keep: boolean
  readonly say: (line: string) => void
}

export interface RunOutcome {
  readonly truth: Truth
  readonly observed: Observed
  readonly writer: WriterLog
  readonly stage: Pick<Stage, 'folder' | 'slack' | 'mail'>
  readonly shape: ShapeName
  readonly bothTables: boolean
  /** Kills at the step that was aimed at, by step. */
  readonly hits: readonly string[]
  /** Daemons whose clock was off, and whose disk was full for a while. */
  readonly troubles: { readonly clocks: number; readonly disks: number }
  /** What went wrong with the daemon as a process. */
  readonly failures: readonly string[]
  readonly realMs: number
}

const factor = 300

/** Two hours before the midnight of a day on which the clocks change: that night comes early in the run. */
const beginOf = (seed: number): number =>
  localDay(seed % 2 === 0 ? '2026-03-29' : '2026-10-25', timezone).from - 2 * HOUR_MS

const shapes: readonly ShapeName[] = ['2026-09', '2026-03', '2026-partitioned']

const died = (end: End): boolean => end.signal === 'SIGKILL'
const sentence = ({ code, signal, said }: End): string =>
  `the daemon ended by itself (code ${code}, ${signal}): ${said.trim().split('\n').slice(-6).join(' | ')}`

/** What is wrong with the machine of one daemon, beside its end. */
type Trouble = Pick<Orders, 'skewMs' | 'fullDisk'>

/** Mostly nothing; else a clock that is off by an hour or by minutes, or a disk that is full for a while. */
const drawTrouble = (random: Random, file: string): Trouble => {
  const kind = random.unit()
  const skewMs = kind < 0.25 ? random.pick([-60, -3, 3, 60]) * MINUTE_MS : 0
  if (kind < 0.75) return { skewMs, fullDisk: null }
  const [fromMs, forMs] = [random.between(100, 2_000), random.between(300, 1_500)]
  return { skewMs, fullDisk: { file, fromMs, forMs } }
}

interface Killing {
  readonly state: string
  readonly options: RunOptions
  readonly random: Random
  readonly pace: Pace
  readonly ordersOf: (aim: Aim | null, trouble?: Trouble) => Orders
  readonly cache: string
}

/** Starts the daemon again and again and kills it each time: at a step, or at any moment. */
const killAgainAndAgain = async ({ options, random, pace, ordersOf, cache, state }: Killing) => {
  const failures: string[] = []
  const began = Date.now()
  let kills = 0
  const troubles = { clocks: 0, disks: 0 }
  for (; kills < options.kills && Date.now() - began < options.longestMs; kills++) {
    const now = fastOf(pace, Date.now())
    const night = now - localDay(dayOf(now, timezone), timezone).from < 1.5 * HOUR_MS
    const aimed = random.unit() < 0.65
    const aim = aimed ? (night && random.unit() < 0.5 ? digestAim(random) : drawAim(random)) : null
    const ms = aimed
      ? 4_000
      : random.unit() < 0.3
        ? random.between(50, 900)
        : random.between(900, 3_500)
    const orders = ordersOf(aim, drawTrouble(random, state))
    if (orders.skewMs !== 0) troubles.clocks++
    if (orders.fullDisk !== null) troubles.disks++
    const end = await killedAfter(startChild(orders, cache), ms)
    if (!died(end)) failures.push(sentence(end))
    if (failures.length > 3) break
    if ((kills + 1) % 50 === 0) options.say(`${kills + 1} kills`)
  }
  return { kills, failures, troubles }
}

/** One run: rows are written and the daemon killed; then all calms down, and what is there is read. */
export const run = async (options: RunOptions): Promise<RunOutcome> => {
  const { seed, plant, say } = options
  const began = Date.now()
  const random = createRandom(seed)
  const shape = random.pick(shapes)
  const bothTables = random.unit() < 0.4
  let calm = false
  const stage = await openStage(seed, shape, () => calm)
  try {
    const pace: Pace = { base: beginOf(seed), realBase: Date.now(), factor }
    const traffic = createTraffic(createRandom(seed + 3), pace, {
      quiet: 12,
      loud: 40,
      storm: 2200,
      longRequests: true,
      bothTables,
    })
    const real = Date.now()
    const past = traffic.history(200, real - 2 * (HOUR_MS / factor), real)
    const history = await writeHistory(stage.database, past, pace.base)
    writeFileSync(stage.files.journal, '')
    const well: Trouble = { skewMs: 0, fullDisk: null }
    const ordersOf = (aim: Aim | null, trouble = well): Orders => {
      const { log: logFile, journal: journalFile } = stage.files
      return { pace, env: stage.env, yaml, logFile, journalFile, aim, plant, ...trouble }
    }
    const stop = new AbortController()
    const writer = startWriter(stage.database, traffic, createRandom(seed + 4), pace, stop.signal)
    const { cache, state } = stage.files
    const killing = { options, random, pace, ordersOf, cache, state }
    const { kills, failures, troubles } = await killAgainAndAgain(killing)
    stop.abort()
    await writer.done
    calm = true
    say(`${kills} kills done, ${writer.log.written.length} failures written; waiting for calm`)
    const written = [...history, ...writer.log.written]
    const last = startChild(ordersOf(null), cache)
    await quiesced(stage.files.state, fastOf(pace, Date.now()), pace, last.ended)
    last.kill('SIGTERM')
    const end = await last.ended
    const endedAt = fastOf(pace, Date.now())
    if (end.code !== 0) failures.push(sentence(end))
    const { looks, hits } = readJournal(stage.files.journal)
    const observed: Observed = {
      ...readState(stage.files.state),
      reports: readReports(stage.files.output),
      received: [...stage.slack.received, ...stage.mail.received],
      looks,
    }
    const channels = ['slack', 'email']
    const truth: Truth = { written, kills, channels, rules, pace, timezone, endedAt, promptMs }
    const realMs = Date.now() - began
    const about = { stage, shape, bothTables, hits, failures, troubles, realMs }
    return { truth, observed, writer: writer.log, ...about }
  } finally {
    await sleep(0)
    await stage.stop(options.keep)
  }
}
