import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../src/demo/traffic/random.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { insertErrorLogs, insertSpendLogs, spendSuccess } from '../support/litellm-rows.ts'
import type { TestDatabase } from '../support/postgres.ts'
import { type Failure, rowOf, type Written } from './failure.ts'
import { fastOf, type Pace } from './pace.ts'
import type { Traffic } from './traffic.ts'

/** Rows of one statement, as LiteLLM has it. */
const batch = 1000
const workers = 4
/** No row is more than this behind its start when it comes, fast milliseconds: the sweep at two hours finds it. */
const latest = 112 * MINUTE_MS
const stepMs = 100

export interface WriterLog {
  readonly written: Written[]
  /** Rows of requests that went well. */
  successes: number
  /** Statements, the rows of the largest, and how often LiteLLM could not write for a while. */
  statements: number
  largest: number
  outages: number
}

/**
 * Writes failures the way LiteLLM does: each worker queues its own and writes them at its own beat, in batches that are
 * in no order; now and then none can write, and the backlog comes late. Resolves when `signal` has fired and every queue
 * is empty.
 */
export const startWriter = (
  database: Pick<TestDatabase, 'sql'>,
  traffic: Traffic,
  random: Random,
  pace: Pace,
  signal: AbortSignal,
): { readonly log: WriterLog; readonly done: Promise<void> } => {
  const db: TestDatabase = { name: '', url: '', drop: async () => undefined, sql: database.sql }
  const log: WriterLog = { written: [], successes: 0, statements: 0, largest: 0, outages: 0 }
  const queues: Failure[][] = Array.from({ length: workers }, () => [])
  let outageUntil = 0

  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: random.unit() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)

  const write = async (queued: readonly Failure[]): Promise<void> => {
    const now = fastOf(pace, Date.now())
    const failures = shuffled(queued).map((failure) => {
      return { ...failure, start: Math.max(failure.start, now - latest) }
    })
    for (const table of ['SpendLogs', 'ErrorLogs'] as const) {
      const mine = failures.filter((failure) => failure.table === table)
      if (mine.length === 0) continue
      const rows = mine.map((failure) => rowOf(failure, now))
      const good =
        table === 'ErrorLogs'
          ? []
          : mine.map(({ time }) =>
              spendSuccess(time, { created_at: now, request_id: random.uuid() }),
            )
      const after = Date.now()
      if (table === 'ErrorLogs') await insertErrorLogs(db, ...rows)
      else await insertSpendLogs(db, ...rows, ...good)
      const by = Date.now()
      for (const failure of mine) log.written.push({ ...failure, after, by })
      log.successes += good.length
      log.statements++
      log.largest = Math.max(log.largest, rows.length + good.length)
    }
  }

  const work = async (queue: Failure[]): Promise<void> => {
    while (!signal.aborted || queue.length > 0) {
      await sleep(random.between(300, 1000))
      if (Date.now() < outageUntil && !signal.aborted) continue
      // Half a statement of failures: as many successes go with them.
      await write(queue.splice(0, batch / 2))
    }
  }

  const happen = async (): Promise<void> => {
    let from = Date.now()
    let next = from + 12_000
    while (!signal.aborted) {
      await sleep(stepMs)
      const to = Date.now()
      for (const failure of traffic.between(from, to)) random.pick(queues).push(failure)
      from = to
      if (to < next) continue
      outageUntil = to + random.between(2_000, 6_000)
      next = outageUntil + random.between(15_000, 40_000)
      log.outages++
    }
  }

  const all = async (): Promise<void> => {
    await Promise.all([happen(), ...queues.map(work)])
  }
  return { log, done: all() }
}

/** Rows that are there before Lookout first looks. */
export const writeHistory = async (
  database: Pick<TestDatabase, 'sql'>,
  failures: readonly Failure[],
  now: number,
): Promise<readonly Written[]> => {
  const db: TestDatabase = { name: '', url: '', drop: async () => undefined, sql: database.sql }
  const of = (table: Failure['table']) =>
    failures.filter((failure) => failure.table === table).map((failure) => rowOf(failure, now))
  await insertSpendLogs(db, ...of('SpendLogs'))
  await insertErrorLogs(db, ...of('ErrorLogs'))
  return failures.map((failure) => ({ ...failure, after: 0, by: 0 }))
}
