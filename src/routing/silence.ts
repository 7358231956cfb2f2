import type { AlertRecord } from '../domain/alert.ts'
import { alertLabels } from './alert-labels.ts'
import { compileMatchers, type Matcher } from './matcher.ts'

/** A silence. Times in epoch milliseconds. */
export interface Silence {
  readonly id: string
  readonly matchers: readonly Matcher[]
  /**
   * Acknowledged alerts, by id: only these episodes are silenced, until they resolve. Null: everything that matches.
   */
  readonly alerts: readonly string[] | null
  readonly startsAt: number
  /** Null for a silence that ends with its alerts. */
  readonly endsAt: number | null
  readonly author: string
  readonly reason: string
  readonly createdAt: number
}

export type SilenceState = 'pending' | 'active' | 'over'

/** `open`: ids of the alerts that are not resolved. */
export const silenceState = (
  { startsAt, endsAt, alerts }: Silence,
  now: number,
  open: ReadonlySet<string>,
): SilenceState => {
  if (endsAt !== null && endsAt <= now) return 'over'
  if (alerts !== null && !alerts.some((id) => open.has(id))) return 'over'
  return startsAt <= now ? 'active' : 'pending'
}

type Silenced = Pick<AlertRecord, 'id' | 'rule' | 'severity' | 'labels' | 'shown'>

/** Returns the function that finds the silence for an alert; the oldest one is used. */
export const createSilencer = (
  silences: readonly Silence[],
  now: number,
): ((alert: Silenced) => Silence | null) => {
  const active = silences
    .filter(({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || now < endsAt))
    .map((silence) => ({ silence, matches: compileMatchers(silence.matchers) }))
  return (alert) => {
    const labels = alertLabels(alert)
    const found = active.find(({ silence, matches }) =>
      silence.alerts === null ? matches(labels) : silence.alerts.includes(alert.id),
    )
    return found?.silence ?? null
  }
}

/** `silenced by anna: moving to another provider` */
export const silencedReason = ({ author, reason, id }: Silence): string =>
  `silenced by ${author === '' ? id : author}${reason === '' ? '' : `: ${reason}`}`
