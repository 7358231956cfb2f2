import { DateTime } from 'luxon'
import { plainLine } from '../../classify/redaction/plain-text.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import { findingLine } from '../../i18n/finding-text.ts'
import { english } from '../../i18n/locales.ts'
import type { Stretch } from '../../pipeline/ingest/past.ts'
import {
  type Episode,
  parseSeriesCsv,
  printableEpisodes,
  replaySeries,
} from '../../rules/backtest/backtest-series.ts'
import { noiseByDay, noiseByRule } from '../../rules/backtest/estimate-noise.ts'
import { createReplay, type PastHour, type ReplayedUpdate } from '../../rules/backtest/replay.ts'
import { spikeOptionsOf } from '../../rules/baselines/spike-baseline.ts'
import { needsOf } from '../../rules/needs.ts'
import type { Rule } from '../../rules/rule.ts'
import type { SpikeOptions } from '../../rules/spike/spike-options.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'
import { columns } from '../text-columns.ts'

const { format } = english.messages

/** Where the past is read from, an hour at a time, oldest first. */
export interface Past {
  readonly hours: (stretch: Stretch, signal: AbortSignal) => AsyncIterable<PastHour>
}

export interface BacktestOptions {
  readonly rules: readonly Rule[]
  /** Only this rule; null for all. */
  readonly rule: string | null
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** How much of the time before is learned from, milliseconds. */
  readonly learnMs: number
  readonly timezone: string
  readonly maxSeries: number
  readonly flapping: { readonly times: number; readonly windowMs: number }
  readonly json: boolean
}

/** The rules to try. Throws UsageError. */
const rulesNamed = (rules: readonly Rule[], name: string | null): readonly Rule[] => {
  // Whether Lookout itself could see is not in the past of the tables.
  const known = rules.filter(({ type }) => type !== 'source')
  if (name === null) return known
  const found = known.filter((rule) => rule.name === name)
  if (found.length > 0) return found
  const names = known.map((rule) => rule.name).join(', ')
  throw new UsageError(`--rule: there is no rule "${name}"; configured: ${names || 'none'}`)
}

/** A moment as people write it, in a time zone unless it names its own; epoch milliseconds. Throws UsageError. */
export const momentOf = (name: string, text: string, timezone: string): number => {
  const parsed = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: timezone })
  if (parsed.isValid) return parsed.toMillis()
  throw new UsageError(
    `--${name} must be a date or time such as 2026-03-01 or 2026-03-01T12:00, not "${text}"`,
  )
}

/** Runs the engine over the past and prints what would have fired, for how long, and how much noise that is. */
export const runBacktest = async (
  past: Past,
  options: BacktestOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const { from, to, timezone, json } = options
  if (from >= to) throw new UsageError('--from is not before --to')
  const rules = rulesNamed(options.rules, options.rule)
  const updates: ReplayedUpdate[] = []
  const replay = createReplay(rules, {
    from,
    to,
    learningMs: 0,
    maxSeries: options.maxSeries,
    flapping: options.flapping,
    onUpdate: (tell) => updates.push(tell),
  })
  const stretch = { from: from - options.learnMs, to, requests: needsOf(rules).requests }
  let uncounted = 0
  for await (const hour of past.hours(stretch, io.signal)) {
    if (stretch.requests && hour.successes === null && hour.hour * HOUR_MS >= from) uncounted++
    replay.hour(hour)
    if (io.stderr.isTty) io.stderr.write(`\r${new Date(hour.hour * HOUR_MS).toISOString()} `)
  }
  if (io.stderr.isTty) io.stderr.write('\r\u001b[K')
  if (uncounted > 0)
    io.stderr.write(
      `Requests were not counted in ${uncounted} hours: rules about requests have no results there.\n`,
    )

  const alerts = replay.alerts()
  const noise = noiseByRule(
    rules.map(({ name }) => name),
    alerts,
    from,
    to,
  )
  const days = noiseByDay(updates, from, to, timezone)
  const stamp = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  if (json) {
    const shown = alerts.map((alert) => ({
      ...alert,
      startedAt: stamp(alert.startedAt),
      firedAt: stamp(alert.firedAt),
      resolvedAt: stamp(alert.resolvedAt),
    }))
    const result = { from: stamp(from), to: stamp(to), rules: noise, days, alerts: shown }
    io.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    return 0
  }
  const at = (time: number) =>
    DateTime.fromMillis(time, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm')
  for (const alert of alerts) {
    const labels = Object.entries({ ...alert.labels, ...alert.shown })
    const about = labels.map(([name, value]) => `${name}=${plainLine(value, 60) || '""'}`).join(' ')
    const lasted =
      alert.resolvedAt === null
        ? 'still firing'
        : `for ${format.duration(alert.resolvedAt - alert.firedAt)}`
    io.stdout.write(
      `${at(alert.firedAt)}  ${[alert.rule, about].filter(Boolean).join(' ')}, ${alert.severity}, ${lasted}, peak ${format.number(alert.peak)}, messages ${alert.notifications}: ${plainLine(findingLine(alert.finding, english.messages, timezone), 300)}\n`,
    )
  }
  if (alerts.length > 0) io.stdout.write('\n')
  const total = noise.reduce((sum, { notifications }) => sum + notifications, 0)
  const length = (to - from) / DAY_MS
  io.stdout.write(
    `${at(from)} to ${at(to)} (${timezone}): ${alerts.length} alerts, ${total} messages; ${format.number(alerts.length / length)} alerts and ${format.number(total / length)} messages a day\n\n`,
  )
  io.stdout.write(
    columns([
      ['rule', 'alerts', 'messages', 'alerts a day', 'messages a day', 'of the time'],
      ...noise.map((one) => [
        one.rule,
        String(one.alerts),
        String(one.notifications),
        one.alertsADay.toFixed(2),
        one.notificationsADay.toFixed(2),
        `${(one.firing * 100).toFixed(1)} %`,
      ]),
    ]),
  )
  io.stdout.write('\n')
  io.stdout.write(
    columns([
      ['day', 'alerts', 'messages'],
      ...days.map((one) => [one.day, String(one.alerts), String(one.notifications)]),
    ]),
  )
  return 0
}

/** The options of the spike rule to try on a bare series: the named one's, or the defaults. Throws UsageError. */
export const spikeNamed = (rules: readonly Rule[], name: string | null): Partial<SpikeOptions> => {
  if (name === null) return {}
  const [rule] = rulesNamed(rules, name)
  if (rule?.type !== 'spike')
    throw new UsageError(`--series replays spike rules; "${name}" is a ${rule?.type} rule`)
  return spikeOptionsOf(rule)
}

/** Replays a bare series of counts for a spike rule and prints its episodes. */
export const runSeriesBacktest = (
  csv: string,
  spike: Partial<SpikeOptions>,
  { json }: { readonly json: boolean },
  io: CommandIo,
): ExitCode => {
  const { episodes } = replaySeries(parseSeriesCsv(csv), spike)
  const printable = printableEpisodes(episodes)
  if (json) {
    io.stdout.write(`${JSON.stringify(printable)}\n`)
    return 0
  }
  const lasted = ({ start, end }: Episode) => format.duration(end - start)
  for (const [i, { start, end }] of printable.episodes.entries()) {
    const episode = episodes[i]
    io.stdout.write(`${start} to ${end}${episode === undefined ? '' : `, ${lasted(episode)}`}\n`)
  }
  io.stdout.write(`${episodes.length} episode${episodes.length === 1 ? '' : 's'}\n`)
  return 0
}
