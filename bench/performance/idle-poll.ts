import { databaseWork } from './database-work.ts'
import { type Figure, figure, median } from './figure.ts'
import { minuteMs, usualTraffic } from './fill.ts'
import { configOf, newFolder, openLookout } from './lookout.ts'
import { connected, type Stage } from './stage.ts'

/** New failures of each poll in turn. */
const NEW = [0, 5, 20, 0, 10, 20]

// Copies of failures that are there, as if they had just been made.
const ADD = `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, api_key, "startTime", "endTime", model, model_group,
    custom_llm_provider, metadata, team_id, status)
  SELECT 'new-' || $2 || '-' || row_number() OVER (), call_type, api_key, (SELECT max("startTime") FROM "LiteLLM_SpendLogs"),
    "endTime", model, model_group, custom_llm_provider, metadata, team_id, status
  FROM "LiteLLM_SpendLogs" WHERE status = 'failure' LIMIT $1`
const REMOVE = `DELETE FROM "LiteLLM_SpendLogs" WHERE request_id LIKE 'new-%'`

interface Idle {
  readonly buffers: number
  readonly ms: number
}

const pollsOf = async (stage: Stage, rows: number): Promise<Idle> => {
  const { url, hours } = await stage.filled(usualTraffic(rows))
  const lookback = `source: { firstLookback: ${Math.min(hours, 12)}h }`
  const lookout = await openLookout(configOf(url, newFolder(stage.folder), lookback))
  await lookout.poll()
  const buffers: number[] = []
  const times: number[] = []
  try {
    for (const [round, count] of NEW.entries()) {
      await connected(url, (client) => client.query(ADD, [count, String(round)]))
      const work = await databaseWork(stage, url, lookout.poll)
      buffers.push(work.buffers)
      times.push(work.ms)
    }
  } finally {
    await lookout.close()
    await connected(url, (client) => client.query(REMOVE))
  }
  return { buffers: median(buffers), ms: median(times) }
}

const sizesOf = ({ largest }: Stage): readonly number[] =>
  [30_000, 300_000, 3_000_000].filter((rows) => rows <= largest)

const told = (sizes: readonly number[], found: readonly Idle[]): string =>
  sizes
    .map((rows, at) => {
      const { buffers = 0, ms = 0 } = found[at] ?? {}
      return `${rows / 1000} k: ${Math.round(buffers)} buffers ${ms.toFixed(1)} ms`
    })
    .join(', ')

const growth = (name: string, sizes: readonly number[], found: readonly Idle[]): Figure =>
  figure(
    name,
    (found.at(-1)?.buffers ?? Number.NaN) / (found[0]?.buffers ?? 0),
    '×',
    1.2,
    told(sizes, found),
  )

/** What a poll with next to nothing new costs the database, whatever stands behind the overlap. */
export const idlePoll = async (stage: Stage): Promise<readonly Figure[]> => {
  const sizes = sizesOf(stage)
  const found: Idle[] = []
  for (const rows of sizes) found.push(await pollsOf(stage, rows))
  const overlapRows = (15 * minuteMs) / usualTraffic(1).stepMs
  return [
    growth('idle poll: buffers, largest / smallest', sizes, found),
    figure('idle poll: rows of the overlap', overlapRows, 'rows', null),
    figure('idle poll: database time', found.at(-1)?.ms ?? Number.NaN, 'ms', null),
  ]
}

/** Requests a minute, counted for rules about rates: half an hour read, as every poll does. */
export const requests = async (stage: Stage): Promise<readonly Figure[]> => {
  const sizes = sizesOf(stage)
  const found: Idle[] = []
  for (const rows of sizes) {
    const { url, newest } = await stage.filled(usualTraffic(rows))
    const { parts, signal, close } = await openLookout(configOf(url, newFolder(stage.folder)))
    const to = Math.ceil(newest / minuteMs) * minuteMs
    const reachMs = 15 * minuteMs
    const span = { from: to - reachMs, to, reachMs }
    const count = () => parts.source.requestCounts(span, signal)
    await count()
    found.push(await databaseWork(stage, url, count))
    await close()
  }
  return [
    growth('requests: buffers, largest / smallest', sizes, found),
    figure('requests: database time', found.at(-1)?.ms ?? Number.NaN, 'ms', null),
  ]
}
