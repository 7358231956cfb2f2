import { readFileSync } from 'node:fs'
import { openClassifier } from '../../app/open/open-parts.ts'
import { openSource } from '../../app/open/open-source.ts'
import type { Config } from '../../config/config-schema.ts'
import { DAY_MS } from '../../domain/units.ts'
import { pastOfSource, pastOfState } from '../../pipeline/ingest/past.ts'
import { parseDuration } from '../../rules/duration.ts'
import type { Invocation, Run } from '../command.ts'
import { configOf } from '../configuration.ts'
import { neededState } from '../existing-state.ts'
import { type CommandIo, UsageError } from '../io.ts'
import { flagOf, textOf } from '../parse.ts'
import { quietLog } from '../quiet-log.ts'
import {
  momentOf,
  type Past,
  runBacktest,
  runSeriesBacktest,
  spikeNamed,
} from './backtest-command.ts'

const learnOf = (invocation: Invocation): number => {
  const text = textOf(invocation, 'learn') ?? '7d'
  const ms = parseDuration(text)
  if (ms !== null && ms <= 28 * DAY_MS) return ms
  throw new UsageError(`--learn: expected a duration up to 28d, such as 7d, got "${text}"`)
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
  const options = { pageSize: config.source.pageSize, classify: openClassifier(config) }
  return {
    past: { hours: (stretch, signal) => pastOfSource(source, stretch, options, signal) },
    close: source.close,
  }
}

/** `lookout backtest`: reads only; what it finds is told to nobody. */
export const run: Run = async (invocation, io) => {
  const json = flagOf(invocation, 'json')
  const rule = textOf(invocation, 'rule') ?? null
  const series = textOf(invocation, 'series')
  const ofState = flagOf(invocation, 'state')
  const sourceNeeded = series === undefined && !ofState
  const config = configOf(invocation, io, { sourceNeeded })
  if (series !== undefined) {
    const spike = spikeNamed(config.rules, rule)
    return runSeriesBacktest(readFileSync(series, 'utf8'), spike, { json }, io)
  }
  const { timezone, rules, alerting } = config
  const given = (name: 'from' | 'to'): number | null => {
    const text = textOf(invocation, name)
    return text === undefined ? null : momentOf(name, text, timezone)
  }
  const to = given('to') ?? io.now()
  const from = given('from') ?? to - 7 * DAY_MS
  const learnMs = learnOf(invocation)
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
