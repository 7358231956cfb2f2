import { messageOf } from '../../src/domain/reason.ts'
import { backlog } from './backlog.ts'
import { detection } from './detection.ts'
import { errorLogs } from './error-logs.ts'
import { type Figure, isBroken, line } from './figure.ts'
import { idle } from './idle.ts'
import { idlePoll, requests } from './idle-poll.ts'
import { memory, start } from './process.ts'
import { createRecord } from './record.ts'
import { report } from './report.ts'
import { openStage, readOptions, type Stage } from './stage.ts'
import { state } from './state.ts'
import { storm } from './storm.ts'

const MEASURES: Readonly<Record<string, (stage: Stage) => Promise<readonly Figure[]>>> = {
  start,
  'idle-poll': idlePoll,
  requests,
  'error-logs': errorLogs,
  backlog,
  report,
  memory,
  state,
  storm,
  idle,
  detection,
}

/** All of them. */
export const ALL: readonly string[] = Object.keys(MEASURES)

/**
 * Measures on one stage, one after the other, and writes down each result as it comes: one that
 * cannot be measured keeps none of the others back. Not 0 only when a ratio is worse than twice its bound, or could not
 * be taken.
 */
export const judged = async (names: readonly string[], args: string[]): Promise<number> => {
  const options = readOptions(args)
  const record = createRecord(options)
  const stage = await openStage(args)
  try {
    for (const name of names) {
      const began = performance.now()
      try {
        record.add((await MEASURES[name]?.(stage)) ?? [])
      } catch (error) {
        record.fail(name, messageOf(error))
      }
      record.took(name, performance.now() - began)
    }
  } finally {
    await stage.stop()
  }
  record.end()
  const broken = record.figures.filter(isBroken)
  for (const each of broken) process.stderr.write(`worse than twice its bound: ${line(each)}\n`)
  return broken.length + record.failed.length > 0 ? 1 : 0
}

/** `npm run bench -- performance NAME[,NAME] [--quick] [--rows N] [--minutes N] [--bursts N] [--server URL] [--json]` */
export const run = async ([names = '', ...args]: string[]): Promise<number> => {
  const wanted = names.split(',')
  if (!wanted.every((name) => Object.hasOwn(MEASURES, name))) {
    process.stderr.write(`which figures? ${Object.keys(MEASURES).join(',')}\n`)
    return 2
  }
  return judged(wanted, args)
}
