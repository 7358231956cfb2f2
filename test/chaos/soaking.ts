import { readdir, readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

/** Triggers as in production but quicker, so that half an hour has thirty reports and two hundred polls. */
export const soakYaml = `
poll: { schedule: '*/10 * * * * *' }
report: { schedule: '0 * * * * *', notify: [slack, email] }
sweep: { schedule: '30 */5 * * * *' }
prune: { schedule: '45 */10 * * * *' }
web: { port: 0 }
rules:
  - { name: model-failures, type: threshold, by: [model], count: 800, window: 1m, keepFiringFor: 10s }
`

/** A process at one moment. */
export interface Sample {
  readonly rssMb: number
  readonly handles: number
  /** How far the newest failure in the state is behind the clock, seconds. */
  readonly lagSeconds: number
}

const megabyte = 1024 * 1024

const numberIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN)

const newestIn = (state: string): number | null => {
  const db = new DatabaseSync(state, { readOnly: true, timeout: 5_000 })
  try {
    const row = db.prepare('SELECT MAX(time_ms) AS newest FROM events').get()
    return typeof row?.['newest'] === 'number' ? row['newest'] : null
  } finally {
    db.close()
  }
}

/** Null while the daemon has not seen anything yet. */
export const sampleOf = async (pid: number, state: string): Promise<Sample | null> => {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const handles = (await readdir(`/proc/${pid}/fd`)).length
    const newest = newestIn(state)
    if (newest === null) return null
    const rssMb = Math.round((numberIn(status, 'VmRSS') * 1024) / megabyte)
    return { rssMb, handles, lagSeconds: (Date.now() - newest) / 1000 }
  } catch {
    return null
  }
}

/** A quarter of the run in numbers. */
export interface Quarter {
  readonly rssMedianMb: number
  readonly rssMaxMb: number
  readonly handlesMedian: number
  readonly handlesMax: number
  readonly lagMedianSeconds: number
  readonly lagMaxSeconds: number
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) /
  10

/** `index`: 0 to 3. */
export const quarterOf = (samples: readonly Sample[], index: number): Quarter => {
  const size = samples.length / 4
  const mine = samples.slice(Math.floor(size * index), Math.floor(size * (index + 1)))
  const of = (name: keyof Sample) => mine.map((sample) => sample[name]).toSorted((a, b) => a - b)
  const [rss, handles, lag] = [of('rssMb'), of('handles'), of('lagSeconds')]
  return {
    rssMedianMb: at(rss, 0.5),
    rssMaxMb: at(rss, 1),
    handlesMedian: at(handles, 0.5),
    handlesMax: at(handles, 1),
    lagMedianSeconds: at(lag, 0.5),
    lagMaxSeconds: at(lag, 1),
  }
}

/** A process takes minutes to reach its size: a run shorter than this says nothing about memory. */
export const fullSizeMinutes = 20

/** What grew where nothing may: more than a fifth of memory, more than ten handles, a lag of over half a minute. */
export const growthOf = (first: Quarter, last: Quarter, minutes: number): readonly string[] => [
  ...(minutes >= fullSizeMinutes && last.rssMedianMb > first.rssMedianMb * 1.2
    ? [`memory: ${first.rssMedianMb} MB, then ${last.rssMedianMb} MB`]
    : []),
  ...(last.handlesMax > first.handlesMax + 10
    ? [`file handles: ${first.handlesMax}, then ${last.handlesMax}`]
    : []),
  ...(last.lagMaxSeconds > 30 ? [`lag: ${last.lagMaxSeconds} s`] : []),
]
