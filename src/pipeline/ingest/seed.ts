import type { ClassifiedEvent } from '../../domain/event.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { messageOf } from '../../domain/reason.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import type { Classify } from './intake.ts'
import { createPageSize } from './page-size.ts'
import type { FailureSource, Position } from './poll-ports.ts'

/** If a step took less than this, the next one may cover more, milliseconds. */
const QUICK = 200
/** Baselines learn from this much of the past. */
const REACH = 28 * DAY_MS

export interface SeedOptions {
  readonly pageSize: number
  /** What the first poll has already read, milliseconds. */
  readonly firstLookbackMs: number
  /** Time limit, milliseconds: what is not reached by then stays unknown. */
  readonly budgetMs: number
}

/** Adds a failure to those of its minute and kind: a range of the past may have more failures than fit in memory. */
const count = (counts: Map<string, SeedCount>, event: ClassifiedEvent): void => {
  const { time, model, provider, keyHash, keyName, team, status, errorType, fault, group } = event
  const of = [model, provider, keyHash, keyName, team, status, errorType, fault, group.fingerprint]
  const key = JSON.stringify([Math.floor(time / MINUTE_MS), ...of])
  const known = counts.get(key)
  const first = Math.min(known?.first ?? time, time)
  const last = Math.max(known?.last ?? time, time)
  // Its text is not counted.
  const kept = known?.event ?? { ...event, message: '', tracebackTail: '' }
  counts.set(key, { event: kept, n: (known?.n ?? 0) + 1, first, last })
}

/**
 * Counts, once, the failures of the past 28 days, a few hours at a time, newest first, so that a spike rule knows what
 * is usual from its first day. It stops at its time limit, or at the first error: it is only a help.
 */
export const createSeed = (
  source: Pick<FailureSource, 'tables' | 'read'>,
  store: SeedStore,
  classify: Classify,
  { pageSize, firstLookbackMs, budgetMs }: SeedOptions,
  clock: Clock,
  log: Logger,
) => {
  let done = false
  const size = createPageSize(pageSize)

  const readHour = async (from: number, to: number, now: number, signal: AbortSignal) => {
    const counts = new Map<string, SeedCount>()
    // If both tables are written, each failure is in both: the first that has any is enough for counts.
    for (const table of await source.tables(signal)) {
      let after: Position | null = null
      for (;;) {
        const limit = size.current()
        const slice = { table, from, to, after, limit }
        const page: Awaited<ReturnType<FailureSource['read']>> = await source.read(slice, signal)
        size.learn(page)
        for (const event of page) count(counts, classify(event, now))
        after = page.at(-1) ?? null
        if (page.length < limit) break
      }
      if (counts.size > 0) break
    }
    return [...counts.values()]
  }

  return async (databaseNow: number, watchingSince: number, signal: AbortSignal): Promise<void> => {
    if (done) return
    const known = await store.seeded()
    done = known?.done ?? false
    if (done) return
    const began = clock.now()
    const oldest = databaseNow - REACH
    let back = known?.back ?? watchingSince - firstLookbackMs
    let total = 0
    try {
      let length = HOUR_MS
      while (back > oldest && clock.now() - began < budgetMs) {
        const from = Math.max(back - length, oldest)
        const asked = clock.now()
        const counts = await readHour(from, back, databaseNow, signal)
        await store.commitSeed({ counts, back: from, done: false })
        total += counts.reduce((sum, { n }) => sum + n, 0)
        back = from
        // A table with few rows takes a few steps; one query never reads much of a large one.
        length = clock.now() - asked < QUICK ? Math.min(length * 2, DAY_MS) : HOUR_MS
      }
    } catch (error) {
      if (signal.aborted) throw error
      const why = messageOf(error)
      log.warn({ error: why }, 'the past could not be counted completely; rules learn from now on')
    }
    done = true
    await store.commitSeed({ counts: [], back, done })
    const days = Math.round((databaseNow - back) / DAY_MS)
    log.info({ days, count: total, ms: clock.now() - began }, 'past counted for baselines')
  }
}

/** Failures of one minute that do not differ in anything that is counted. Times in epoch milliseconds. */
export interface SeedCount {
  /** One of them, without its text. */
  readonly event: ClassifiedEvent
  readonly n: number
  readonly first: number
  readonly last: number
}

/** Failures from before the first start: counted for baselines, and not stored otherwise. */
export interface SeedStore {
  /** How far back failures were counted, epoch milliseconds, and whether that is all; null if not started. */
  readonly seeded: () => Promise<{ readonly back: number; readonly done: boolean } | null>
  /** ONE transaction: their counts by minute and group, and how far back they now reach. */
  readonly commitSeed: (seed: {
    readonly counts: readonly SeedCount[]
    readonly back: number
    readonly done: boolean
  }) => Promise<void>
}
