import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { DAY_MS } from '../../src/domain/units.ts'
import { parseSeriesCsv, replaySeries } from '../../src/rules/backtest/backtest-series.ts'

/** How the rule did on one labelled series. */
export interface NabScore {
  readonly name: string
  readonly windows: number
  readonly hit: number
  /** Episodes that start outside every window, a day. */
  readonly falseADay: number
  /** Share of the time outside windows that was spent firing. */
  readonly firing: number
}

const windowsSchema = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])))

/** The folder with `windows.json`: the one given, or its `nab`; null where there is none. */
export function nabFolder(dir: string): string | null {
  return [dir, join(dir, 'nab')].find((at) => existsSync(join(at, 'windows.json'))) ?? null
}

/** Replays every series that has labels, with the defaults. A window is hit when an episode starts inside it. */
export function scoreNab(dir: string): NabScore[] {
  const labels = windowsSchema.parse(JSON.parse(readFileSync(join(dir, 'windows.json'), 'utf8')))
  return Object.entries(labels).flatMap(([key, windows]) => {
    const file = join(dir, `${basename(key, '.csv')}.csv`)
    if (!existsSync(file)) return []
    const spans = windows.map(([from, to]) => ({ from: utc(from), to: utc(to) }))
    return [scoreSeries(basename(key, '.csv'), readFileSync(file, 'utf8'), spans)]
  })
}

interface Span {
  readonly from: number
  readonly to: number
}

function scoreSeries(name: string, text: string, windows: readonly Span[]): NabScore {
  const rows = parseSeriesCsv(text)
  const { episodes } = replaySeries(rows)
  const within = (span: Span, time: number): boolean => time >= span.from && time <= span.to
  const outside = (time: number): boolean => !windows.some((span) => within(span, time))
  const hit = windows.filter((span) => episodes.some(({ start }) => within(span, start))).length
  const falses = episodes.filter(({ start }) => outside(start)).length
  const quiet = rows.filter(({ time }) => outside(time))
  const fired = quiet.filter(({ time }) =>
    episodes.some(({ start, end }) => time >= start && time < end),
  )
  const days = ((rows.at(-1)?.time ?? 0) - (rows[0]?.time ?? 0)) / DAY_MS
  return {
    name,
    windows: windows.length,
    hit,
    falseADay: falses / days,
    firing: fired.length / quiet.length,
  }
}

const utc = (stamp: string): number => Date.parse(`${stamp.replace(' ', 'T').slice(0, 19)}Z`)
