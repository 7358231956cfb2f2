import type { StoredEvent } from '../../domain/event.ts'
import { matchesGlob } from '../../domain/glob.ts'
import type { DigestNotification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { type LocalDay, localDay, shiftDay } from '../../schedule/local-day.ts'
import type { Explain } from '../report/explain.ts'
import { type ContextStore, withPast } from '../report/past-context.ts'
import type { FactsCollector } from '../report/report.ts'
import { type DigestPeriod, dueStretches, stretchOf } from './digest-due.ts'
import type { DigestStore } from './digest-ports.ts'

export interface DigestOptions {
  readonly name: string
  readonly schedule: string
  readonly instance: string
  readonly timezone: string
  readonly channels: readonly string[]
  /** Maximum number of missed days, or weeks, that are caught up. */
  readonly most: number
  /** Default a day. A week adds up days: late events were in the daily digests. */
  readonly period?: DigestPeriod
  /** Only events of these, by patterns in which `*` stands for any text; default all. */
  readonly only?: NonNullable<DigestNotification['only']>
}

export interface DigestPorts {
  readonly store: DigestStore & ContextStore
  readonly collectFacts: (from: number, to: number) => FactsCollector
  readonly explain: Explain
}

/** Whether an event belongs in the digest. */
const createWanted = (only: DigestOptions['only']) => {
  const fits = (patterns: readonly string[], name: string | null) =>
    patterns.length === 0 || patterns.some((pattern) => matchesGlob(pattern, name ?? ''))
  return ({ team, keyName, model }: Pick<StoredEvent, 'team' | 'keyName' | 'model'>): boolean =>
    only === undefined ||
    (fits(only.teams, team) && fits(only.keys, keyName) && fits(only.models, model))
}

/** The day's report, sent to people: one for each (digest, local day), its facts fixed when first made. */
export const createDigest = (
  ports: DigestPorts,
  options: DigestOptions,
  clock: Clock,
  log: Logger,
) => {
  const { store } = ports
  const { period = 'day', only } = options
  const wanted = createWanted(only)

  const lateCount = async (
    day: LocalDay,
    afterEvent: number,
    uptoEvent: number,
  ): Promise<number> => {
    let late = 0
    const earlier = { from: 0, to: day.from, afterEvent, uptoEvent }
    for await (const event of store.periodEvents(earlier)) if (wanted(event)) late++
    return late
  }

  const compose = async (day: LocalDay, signal: AbortSignal) => {
    const uptoEvent = await store.newestEvent()
    const before = await store.lastDigest(options.name)
    const collector = ports.collectFacts(day.from, day.to)
    for await (const event of store.periodEvents({
      from: day.from,
      to: day.to,
      afterEvent: 0,
      uptoEvent,
    }))
      if (wanted(event)) collector.add(event)
    // Events of earlier days that were in no digest: each event is in one digest, if only as a late one.
    const late =
      period === 'week'
        ? 0
        : await lateCount(day, before?.uptoEvent ?? (await store.reportedUpto()), uptoEvent)
    const facts = await withPast(store, { ...collector.finish(), late }, options.name, {
      previous: shiftDay(day.day, period === 'week' ? -7 : -1),
      weekday: period === 'week' ? null : shiftDay(day.day, -7),
      all: only === undefined,
    })
    const { explanation } = await ports.explain(facts, signal)
    const notification: DigestNotification = {
      kind: 'digest',
      id: `digest-${options.name}-${day.day}`,
      instance: options.instance,
      timezone: options.timezone,
      createdAt: clock.now(),
      digest: options.name,
      day: day.day,
      ...(only === undefined ? {} : { only }),
      facts,
      explanation,
    }
    return { uptoEvent, notification }
  }

  const make = async (day: LocalDay, signal: AbortSignal): Promise<DigestNotification> => {
    const { uptoEvent, notification } = await compose(day, signal)
    const made = await store.makeDigest({
      digest: options.name,
      day: day.day,
      uptoEvent,
      now: clock.now(),
      notification,
      queue: [{ notification, channels: options.channels, orderKey: notification.id }],
    })
    if (made)
      log.info(
        { digest: options.name, day: day.day, total: notification.facts.total },
        `digest of ${day.day} queued`,
      )
    return notification
  }

  return {
    /** Makes every digest that is due. */
    run: async (signal: AbortSignal): Promise<{ readonly made: number }> => {
      const watchingSince = await store.watchingSince()
      if (watchingSince === null) return { made: 0 }
      const last = await store.lastDigest(options.name)
      const due = dueStretches({
        period,
        now: clock.now(),
        timezone: options.timezone,
        schedule: options.schedule,
        lastDay: last?.day ?? null,
        watchingSince,
        most: options.most,
      })
      for (const day of due) await make(day, signal)
      return { made: due.length }
    },
    /** The digest of a day as it was made, or as it would be made now; nothing is stored or sent. Throws RangeError. */
    preview: async (day: string, signal: AbortSignal): Promise<DigestNotification> => {
      const stretch = stretchOf(localDay(day, options.timezone), options.timezone, period)
      const made = await store.madeDigest(options.name, day)
      return made?.notification ?? (await compose(stretch, signal)).notification
    },
    /**
     * Makes the digest of a day if there is none yet, and returns it, to be sent again unchanged. Throws RangeError.
     */
    make: async (day: string, signal: AbortSignal): Promise<DigestNotification> => {
      const stretch = stretchOf(localDay(day, options.timezone), options.timezone, period)
      const made = await store.madeDigest(options.name, day)
      return made?.notification ?? make(stretch, signal)
    },
  }
}
