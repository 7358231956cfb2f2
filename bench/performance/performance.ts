import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { backlog } from './backlog.ts'
import { detection } from './detection.ts'
import { errorLogs } from './error-logs.ts'
import { type Figure, isBroken, line } from './figure.ts'
import { idlePoll, requests } from './idle-poll.ts'
import { idle, memory, start } from './process.ts'
import { report } from './report.ts'
import { openStage, readOptions, type Stage } from './stage.ts'
import { state } from './state.ts'

export const FIGURES: Readonly<Record<string, (stage: Stage) => Promise<readonly Figure[]>>> = {
  start,
  'idle-poll': idlePoll,
  requests,
  'error-logs': errorLogs,
  backlog,
  report,
  memory,
  state,
  detection,
  idle,
}

export interface Result {
  /** Names of benchmarks that could not be measured to their end, and why. */
  readonly failed: readonly string[]
  readonly figures: readonly Figure[]
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Measures one figure after the other on one stage; one that cannot be measured keeps none of the others back. */
export const measure = async (names: readonly string[], args: string[]): Promise<Result> => {
  const stage = await openStage(args)
  const figures: Figure[] = []
  const failed: string[] = []
  try {
    for (const name of names) {
      try {
        for (const one of (await FIGURES[name]?.(stage)) ?? []) {
          figures.push(one)
          process.stderr.write(`${line(one)}\n`)
        }
      } catch (error) {
        failed.push(`${name}: ${reasonOf(error)}`)
        process.stderr.write(`FAIL  ${name}: ${reasonOf(error)}\n`)
      }
    }
  } finally {
    await stage.stop()
  }
  return { figures, failed }
}

/** Writes what was measured, on what machine, and how busy that was, to output/bench.json or standard output. */
const keep = (result: Result, json: boolean): void => {
  const machine = {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    memory: totalmem(),
    load: loadavg(),
    node: process.version,
  }
  const text = `${JSON.stringify({ at: new Date(), machine, ...result }, null, 2)}\n`
  if (json) {
    process.stdout.write(text)
    return
  }
  mkdirSync('output', { recursive: true })
  writeFileSync('output/bench.json', text)
}

/** Measures, keeps and judges: not 0 only when a ratio is worse than twice its bound, or could not be taken. */
export const judged = async (names: readonly string[], args: string[]): Promise<number> => {
  const result = await measure(names, args)
  keep(result, readOptions(args).json)
  const broken = result.figures.filter(isBroken)
  for (const one of broken) process.stderr.write(`worse than twice its bound: ${one.figure}\n`)
  return broken.length + result.failed.length > 0 ? 1 : 0
}

/** `npm run bench -- performance NAME[,NAME] [--quick] [--rows N] [--minutes N] [--server URL] [--json]` */
export const run = async ([names = '', ...args]: string[]): Promise<number> => {
  const wanted = names.split(',')
  if (!wanted.every((name) => Object.hasOwn(FIGURES, name))) {
    process.stderr.write(`which figures? ${Object.keys(FIGURES).join(',')}\n`)
    return 2
  }
  return judged(wanted, args)
}
