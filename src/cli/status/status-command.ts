import { plainLine } from '../../classify/redaction/plain-text.ts'
import type { AlertRecord } from '../../domain/alert.ts'
import { isoMinute } from '../../i18n/format.ts'
import { english } from '../../i18n/locales.ts'
import type { HighWaterMark } from '../../pipeline/ingest/poll-ports.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { columns } from '../text-columns.ts'
import { type TrendStore, trendRows } from './status-trend.ts'

/** The state in brief. Times in epoch milliseconds. */
export interface StatusView {
  readonly marks: ReadonlyMap<string, HighWaterMark>
  readonly watchingSince: number | null
  readonly lastPoll: { readonly at: number; readonly ok: boolean; readonly reason: string } | null
  readonly lastGoodPollAt: number | null
  readonly events: number
  readonly groups: number
  readonly retries: number
  readonly openAlerts: readonly AlertRecord[]
  /** Why open alerts are not notified, by alert id. */
  readonly keptBack: readonly { readonly alert: string; readonly why: string }[]
  readonly outbox: readonly {
    readonly channel: string
    readonly pending: number
    readonly oldestAgeMs: number | null
    readonly dead: number
  }[]
  readonly lastReport: {
    readonly folder: string
    readonly stamp: string
    readonly count: number
    readonly finishedAt: number | null
  } | null
  readonly lastDigests: readonly {
    readonly digest: string
    readonly day: string
    readonly madeAt: number
  }[]
}

/** What `status` asks of the state. */
export interface StatusStore {
  readonly status: () => Promise<StatusView>
  readonly heldBy: () => Promise<{
    readonly pid: number
    readonly host: string
    readonly since: number
  } | null>
  /** Recent counts for the sparklines; absent where there are none. */
  readonly views?: TrendStore
  /** Copies the state to a file. */
  readonly backup: (file: string) => Promise<void>
}

export interface StatusOptions {
  readonly json: boolean
  readonly backup?: string
  readonly timezone: string
}

const alertLine = (
  alert: AlertRecord,
  why: string | undefined,
  at: (time: number) => string,
): string => {
  const labels = Object.entries({ ...alert.labels, ...alert.shown })
    .map(([name, value]) => `${name}=${value || '""'}`)
    .join(' ')
  return plainLine(
    `${alert.state} ${alert.rule} ${labels} since ${at(alert.startedAt)}, ${alert.observed} of ${alert.threshold}${why === undefined ? '' : `, ${why}`}`,
    300,
  )
}

const rowsOf = (
  view: StatusView,
  daemon: string,
  now: number,
  timezone: string,
  trend: readonly (readonly string[])[],
): readonly (readonly string[])[] => {
  const at = (time: number | null): string =>
    time === null
      ? 'never'
      : `${isoMinute(time, timezone)} (${english.messages.format.duration(Math.max(0, now - time))} ago)`
  const { lastPoll, lastReport } = view
  return [
    ['daemon', daemon],
    ['monitoring since', at(view.watchingSince)],
    ['last successful poll', at(view.lastGoodPollAt)],
    ...(lastPoll !== null && !lastPoll.ok
      ? [['last poll', `failed ${at(lastPoll.at)}: ${plainLine(lastPoll.reason, 300)}`]]
      : []),
    ...[...view.marks].map(([table, mark]) => [`${table} read up to`, at(mark.startTime)]),
    ...trend,
    ['failures', String(view.events)],
    ['groups', String(view.groups)],
    ...(view.retries === 0 ? [] : [['retries, last day', String(view.retries)]]),
    ['open alerts', String(view.openAlerts.length)],
    ...view.openAlerts.map((alert) => {
      const kept = view.keptBack.find((each) => each.alert === alert.id)
      return ['', alertLine(alert, kept?.why, (time) => isoMinute(time, timezone))]
    }),
    ...view.outbox.map(({ channel, pending, oldestAgeMs, dead }) => [
      `${channel} queue`,
      `${pending === 0 ? 'empty' : `${pending} waiting`}${oldestAgeMs === null ? '' : `, the oldest for ${english.messages.format.duration(oldestAgeMs)}`}, ${dead} undeliverable`,
    ]),
    [
      'last report',
      lastReport === null
        ? 'none'
        : `${lastReport.folder}/${lastReport.stamp}, ${lastReport.count} failures${lastReport.finishedAt === null ? ', not finished' : ''}`,
    ],
    ...view.lastDigests.map(({ digest, day, madeAt }) => [
      `digest ${digest}`,
      `${day}, created ${at(madeAt)}`,
    ]),
  ]
}

/** The current state: for people in lines, for programs as JSON with times in epoch milliseconds. */
export const runStatus = async (
  store: StatusStore,
  options: StatusOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  if (options.backup !== undefined) {
    await store.backup(options.backup)
    io.stderr.write(`state copied to ${options.backup}\n`)
  }
  const view = await store.status()
  const lockOwner = await store.heldBy()
  if (options.json) {
    const marks = Object.fromEntries(view.marks)
    io.stdout.write(`${JSON.stringify({ ...view, marks, daemon: lockOwner }, null, 2)}\n`)
    return 0
  }
  const daemon =
    lockOwner === null
      ? 'not running'
      : `process ${lockOwner.pid} on ${lockOwner.host} since ${isoMinute(lockOwner.since, options.timezone)}`
  const trend = store.views === undefined ? [] : await trendRows(store.views, io.now())
  io.stdout.write(columns(rowsOf(view, daemon, io.now(), options.timezone, trend)))
  return 0
}
