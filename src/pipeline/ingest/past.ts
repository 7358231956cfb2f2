import { joinTemplates } from '../../classify/grouping/join.ts'
import type { JoinEntry } from '../../classify/grouping/slots.ts'
import type { ClassifiedEvent, Dimensions, ErrorEvent, SourceTable } from '../../domain/event.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/units.ts'
import type { PastHour, RequestMinutes } from '../../rules/backtest/replay.ts'
import type { SeriesMinutes } from '../../rules/counts.ts'
import type { CountStore } from '../evaluate/evaluate-ports.ts'
import type { FailureSource, Position } from './poll-ports.ts'
import type { RequestMinute, RequestSource } from './requests-ports.ts'

/** The table is read by the start of requests: a longer request counts when it is found. */
const LONGEST = 2

/** The period to replay, epoch milliseconds; whole hours around it are read. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** Whether any rule needs requests. */
  readonly requests: boolean
}

export interface PastOptions {
  readonly pageSize: number
  readonly classify: (event: ErrorEvent, now: number) => ClassifiedEvent
  /** Fingerprints that the configuration keeps separate. */
  readonly pinned?: readonly string[]
}

/** Groups that are joined by the daemon's rules; like it, the newest so many are compared. */
const MOST = 20_000

/** Joins the groups seen so far as the daemon does between its polls. */
const createJoined = (pinned: readonly string[]) => {
  const entries = new Map<string, JoinEntry>()
  let aliases: ReadonlyMap<string, string> = new Map()
  let current = true
  return {
    add: ({ fingerprint, template }: JoinEntry): void => {
      if (entries.has(fingerprint)) return
      entries.set(fingerprint, { fingerprint, template })
      current = false
    },
    aliases: (): ReadonlyMap<string, string> => {
      if (!current) aliases = joinTemplates([...entries.values()].slice(-MOST), { pinned })
      current = true
      return aliases
    },
  }
}

type Minutes<Of> = Map<string, { readonly of: Of; readonly minutes: Map<number, number> }>

/** Assigns series numbers, and keeps one object for the dimensions of each. */
const createNumbers = <Of extends object>() => {
  const known = new Map<string, { readonly series: number; readonly dimensions: Of }>()
  return (key: string, dimensions: Of) => {
    const found = known.get(key) ?? { series: known.size + 1, dimensions }
    known.set(key, found)
    return found
  }
}

const add = <Of>(hours: Map<number, Minutes<Of>>, of: Of, minute: number, count: number): void => {
  const hour = Math.floor(minute / 60)
  const series = hours.get(hour) ?? new Map()
  hours.set(hour, series)
  const key = JSON.stringify(of)
  const found = series.get(key) ?? { of, minutes: new Map() }
  series.set(key, found)
  found.minutes.set(minute, (found.minutes.get(minute) ?? 0) + count)
}

const dimensionsOf = (event: ClassifiedEvent): Dimensions => ({
  model: event.model,
  provider: event.provider,
  keyHash: event.keyHash,
  keyName: event.keyName,
  team: event.team,
  status: event.status,
  errorType: event.errorType,
  fault: event.fault,
  fingerprint: event.group.fingerprint,
})

/** The past from LiteLLM's tables, an hour at a time, oldest first. Throws SourceError. */
export async function* pastOfSource(
  source: FailureSource & RequestSource,
  { from, to, requests }: Stretch,
  { pageSize, classify, pinned = [] }: PastOptions,
  signal: AbortSignal,
): AsyncGenerator<PastHour> {
  const tables = await source.tables(signal)
  const failed = new Map<number, Minutes<Dimensions>>()
  const joined = createJoined(pinned)
  const numberFailure = createNumbers<Dimensions>()
  const numberRequest = createNumbers<RequestMinute['dimensions']>()
  const [first, end] = [Math.floor(from / HOUR_MS), Math.ceil(to / HOUR_MS)]

  const readTable = async (table: SourceTable, hour: number): Promise<number> => {
    let [found, after]: [number, Position | null] = [0, null]
    for (;;) {
      const slice = {
        table,
        from: hour * HOUR_MS,
        to: (hour + 1) * HOUR_MS,
        after,
        limit: pageSize,
      }
      const page: readonly ErrorEvent[] = await source.read(slice, signal)
      for (const event of page) {
        const minute = Math.floor(Math.max(event.time, hour * HOUR_MS) / MINUTE_MS)
        const classified = classify(event, to)
        joined.add(classified.group)
        add(failed, dimensionsOf(classified), minute, 1)
      }
      found += page.length
      after = page.at(-1) ?? null
      if (page.length < pageSize) return found
    }
  }

  const read = async (hour: number): Promise<void> => {
    // If both tables are written, each failure is in both: the first that has any is enough to test rules.
    for (const table of tables) if ((await readTable(table, hour)) > 0) return
  }

  const failuresOf = (hour: number): readonly SeriesMinutes[] => {
    const apart: Minutes<Dimensions> = failed.get(hour) ?? new Map()
    failed.delete(hour)
    const groups = joined.aliases()
    const together = new Map<number, Minutes<Dimensions>>()
    for (const { of, minutes } of apart.values()) {
      const fingerprint = groups.get(of.fingerprint) ?? of.fingerprint
      for (const [minute, count] of minutes) add(together, { ...of, fingerprint }, minute, count)
    }
    return [...(together.get(hour) ?? [])].map(([key, { of, minutes }]) => ({
      ...numberFailure(key, of),
      minutes: [...minutes].sort(([a], [b]) => a - b),
    }))
  }

  const successesOf = async (hour: number): Promise<readonly RequestMinutes[] | null> => {
    if (!requests) return null
    const span = { from: hour * HOUR_MS, to: (hour + 1) * HOUR_MS, reachMs: HOUR_MS }
    const rows = await source.requestCounts(span, signal)
    if (rows === null) return null
    const hours = new Map<number, Minutes<RequestMinute['dimensions']>>()
    for (const { minute, dimensions, successes } of rows)
      if (successes > 0) add(hours, dimensions, minute, successes)
    return [...(hours.get(hour) ?? [])].map(([key, { of, minutes }]) => ({
      ...numberRequest(key, of),
      minutes: [...minutes],
    }))
  }

  for (let hour = first - LONGEST; hour < end; hour++) {
    signal.throwIfAborted()
    await read(hour)
    if (hour < first) failed.delete(hour)
    else {
      const failures = failuresOf(hour)
      yield { hour, failures, successes: await successesOf(hour), joined: joined.aliases() }
    }
  }
}

/** The same from Lookout's own state, which keeps requests for three days. */
export async function* pastOfState(
  store: CountStore,
  { from, to, requests }: Stretch,
): AsyncGenerator<PastHour> {
  const counted = requests ? await store.requestsCounted() : null
  for (let hour = Math.floor(from / HOUR_MS); hour < Math.ceil(to / HOUR_MS); hour++) {
    const [begin, end] = [hour * HOUR_MS, (hour + 1) * HOUR_MS]
    const known = counted !== null && counted.from <= begin && counted.to >= end
    yield {
      hour,
      failures: await store.seriesMinutes(begin, end),
      successes: known ? await store.successMinutes(begin, end) : null,
    }
  }
}
