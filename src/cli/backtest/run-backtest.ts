import { readFileSync } from 'node:fs'
import { openClassifier } from '../../app/open/open-parts.ts'
import { openSource } from '../../app/open/open-source.ts'
import type { Config } from '../../config/config-schema.ts'
import { DAY_MS } from '../../domain/units.ts'
import { pastOfSource, pastOfState } from '../../pipeline/ingest/past.ts'
import { configOf, neededState, quietLog } from '../command-setup.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import {
  momentOf,
  type Past,
  runBacktest,
  runSeriesBacktest,
  spikeNamed,
} from './backtest-command.ts'

export interface BacktestFlags {
  readonly config?: string
  readonly from?: string
  readonly to?: string
  readonly rule?: string
  /** Milliseconds. */
  readonly learn: number
  readonly state?: boolean
  readonly series?: string
  readonly json?: boolean
}

/** The past and how to let go of it. */
const openPast = async (
  config: Config,
  ofState: boolean,
  io: CommandIo,
): Promise<{ readonly past: Past; readonly close: () => Promise<void> }> => {
  if (ofState) {
    const store = await neededState(config, io)
    return { past: { hours: (stretch) => pastOfState(store, stretch) }, close: store.close }
  }
  const source = openSource(config, quietLog(config, io), io)
  const options = {
    pageSize: config.source.pageSize,
    classify: openClassifier(config),
    pinned: config.grouping.pinned,
  }
  return {
    past: { hours: (stretch, signal) => pastOfSource(source, stretch, options, signal) },
    close: source.close,
  }
}

/** `lookout backtest`: reads only; nobody is notified of what it finds. */
export const run = async (io: CommandIo, flags: BacktestFlags): Promise<ExitCode> => {
  const { series, learn: learnMs, json = false, state: ofState = false } = flags
  const rule = flags.rule ?? null
  const sourceNeeded = series === undefined && !ofState
  const config = configOf(flags.config, io, { sourceNeeded })
  if (series !== undefined) {
    const spike = spikeNamed(config.rules, rule)
    return runSeriesBacktest(readFileSync(series, 'utf8'), spike, { json }, io)
  }
  const { timezone, rules, alerting } = config
  const given = (name: 'from' | 'to'): number | null => {
    const text = flags[name]
    return text === undefined ? null : momentOf(name, text, timezone)
  }
  const to = given('to') ?? io.now()
  const from = given('from') ?? to - 7 * DAY_MS
  const { past, close } = await openPast(config, ofState, io)
  try {
    const flapping = { times: alerting.flapTimes, windowMs: alerting.flapWindow }
    const { maxSeries } = alerting
    const about = { rules, rule, from, to, learnMs, timezone, maxSeries, flapping, json }
    return await runBacktest(past, about, io)
  } finally {
    await close()
  }
}
