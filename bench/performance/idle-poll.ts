import { MINUTE_MS } from '../../src/domain/units.ts'
import { type DatabaseWork, databaseWork } from './database-work.ts'
import { type Figure, figure, median } from './figure.ts'
import { usualTraffic } from './fill.ts'
import { growth, type Measured } from './growth.ts'
import { configOf, newFolder, openLookout } from './lookout.ts'
import { connected, type Stage } from './stage.ts'

/** New failures of each poll in turn. */
const NEW = [0, 5, 20, 0, 10, 20, 0, 15, 5]
const overlapMs = 15 * MINUTE_MS

// Copies of failures that are there, one after the other behind the newest row.
const ADD = `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, api_key, "startTime", "endTime", model, model_group,
    custom_llm_provider, metadata, team_id, status)
  SELECT 'new-' || $2 || '-' || n, call_type, api_key, newest + n * interval '200 ms', newest + n * interval '200 ms',
    model, model_group, custom_llm_provider, metadata, team_id, status
  FROM (SELECT max("startTime") AS newest FROM "LiteLLM_SpendLogs") AS ends, LATERAL (
    SELECT *, row_number() OVER () AS n FROM (SELECT * FROM "LiteLLM_SpendLogs" WHERE status = 'failure' LIMIT $1) AS a) AS copies`
const REMOVE = `DELETE FROM "LiteLLM_SpendLogs" WHERE request_id LIKE 'new-%'`
/** The least that finding the failures of the overlap costs, since no index has their status. */
const BARE = `SELECT count(*) AS bare FROM "LiteLLM_SpendLogs"
  WHERE "startTime" >= $1 AND "startTime" < $2 AND status = 'success'`

const sizesOf = ({ largest }: Stage): readonly number[] =>
  [30_000, 300_000, 3_000_000].filter((rows) => rows <= largest)

/** A Lookout at the end of a table, all caught up. */
const openAt = async (stage: Stage, rows: number) => {
  const { url, newest, hours } = await stage.filled(usualTraffic(rows))
  const lookback = `source: { firstLookback: ${Math.min(hours, 12)}h }`
  const lookout = await openLookout(configOf(url, newFolder(stage.folder), lookback))
  await lookout.poll()
  return { rows, url, newest, ...lookout }
}

type Opened = Awaited<ReturnType<typeof openAt>>

/** Sizes in turn, round after round, so that what else the machine does touches all alike; the first round warms. */
const inTurn = async (
  stage: Stage,
  opened: readonly Opened[],
  rounds: number,
  work: (at: Opened, round: number) => Promise<() => Promise<unknown>>,
): Promise<readonly Measured[]> => {
  const found = opened.map((): DatabaseWork[] => [])
  for (let round = -1; round < rounds; round++) {
    for (const [index, at] of opened.entries()) {
      const measured = await databaseWork(stage, at.url, await work(at, round))
      if (round >= 0) found[index]?.push(measured)
    }
  }
  return opened.map(({ rows }, index) => ({
    rows,
    buffers: median((found[index] ?? []).map(({ buffers }) => buffers)),
    ms: median((found[index] ?? []).map(({ ms }) => ms)),
  }))
}

const withSizes = async <T>(
  stage: Stage,
  work: (opened: readonly Opened[]) => Promise<T>,
): Promise<T> => {
  const opened: Opened[] = []
  try {
    for (const rows of sizesOf(stage)) opened.push(await openAt(stage, rows))
    return await work(opened)
  } finally {
    for (const { url, close } of opened) {
      await close()
      await connected(url, (client) => client.query(REMOVE))
    }
  }
}

/** The overlap's identities as every poll reads them, against counting its successes. */
const overlapRead = async (
  stage: Stage,
  { url, newest, parts, signal }: Opened,
): Promise<Figure> => {
  const [from, to] = [newest - overlapMs, newest + 1]
  const stretch = { table: 'SpendLogs', from, to, after: null, limit: 10_000 } as const
  const ours = () => parts.source.keys(stretch, signal)
  const times = [from, to].map((time) => new Date(time).toISOString())
  const bare = () => connected(url, (client) => client.query(BARE, times))
  await Promise.all([ours(), bare()])
  const read = await databaseWork(stage, url, ours)
  const floor = await databaseWork(stage, url, bare, 'AS bare')
  const rows = overlapMs / usualTraffic(1).stepMs
  return figure(
    'idle poll: overlap read / counting its successes',
    read.buffers / floor.buffers,
    '×',
    1.2,
    `${read.buffers} buffers ${read.ms.toFixed(1)} ms, ${floor.buffers} buffers ${floor.ms.toFixed(1)} ms, ${rows} rows`,
  )
}

/** What a poll with next to nothing new costs the database, whatever stands behind the overlap. */
export const idlePoll = (stage: Stage): Promise<readonly Figure[]> =>
  withSizes(stage, async (opened) => {
    const found = await inTurn(stage, opened, NEW.length, async (at, round) => {
      const added = [NEW[round] ?? 0, String(round)]
      await connected(at.url, (client) => client.query(ADD, added))
      return at.poll
    })
    const largest = opened.at(-1)
    return [
      ...growth('idle poll', found),
      ...(largest === undefined ? [] : [await overlapRead(stage, largest)]),
    ]
  })

/** Requests a minute, counted for rules about rates: half an hour read, as every poll does. */
export const requests = (stage: Stage): Promise<readonly Figure[]> =>
  withSizes(stage, async (opened) => {
    const found = await inTurn(stage, opened, NEW.length, async ({ newest, parts, signal }) => {
      const to = Math.ceil(newest / MINUTE_MS) * MINUTE_MS
      const span = { from: to - overlapMs, to, reachMs: overlapMs }
      return () => parts.source.requestCounts(span, signal)
    })
    return growth('requests', found)
  })
