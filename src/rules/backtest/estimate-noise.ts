import { DAY_MS } from '../../domain/units.ts'
import { dayOf, shiftDay } from '../../schedule/local-day.ts'
import type { ReplayedAlert, ReplayedUpdate } from './replay.ts'

/** What one rule would have done. */
export interface RuleNoise {
  readonly rule: string
  readonly alerts: number
  readonly notifications: number
  readonly alertsADay: number
  readonly notificationsADay: number
  /** Share of the time in which any of its alerts fired, 0 to 1. */
  readonly firing: number
}

/** A local day, YYYY-MM-DD: alerts that fired and messages that went out on it. */
export interface DayNoise {
  readonly day: string
  readonly alerts: number
  readonly notifications: number
}

/** How long anything of these fired between `from` and `to`, epoch milliseconds. */
const firingTime = (alerts: readonly ReplayedAlert[], from: number, to: number): number => {
  let [sum, until] = [0, from]
  for (const { firedAt, resolvedAt } of alerts.toSorted((a, b) => a.firedAt - b.firedAt)) {
    const end = Math.min(resolvedAt ?? to, to)
    sum += Math.max(0, end - Math.max(firedAt, until))
    until = Math.max(until, end)
  }
  return sum
}

/** Rules by how much they would have told; those that never fired stand last, with nothing. */
export const noiseByRule = (
  rules: readonly string[],
  alerts: readonly ReplayedAlert[],
  from: number,
  to: number,
): readonly RuleNoise[] => {
  const days = Math.max((to - from) / DAY_MS, 1 / 1440)
  return rules
    .map((rule) => {
      const mine = alerts.filter((alert) => alert.rule === rule)
      const notifications = mine.reduce((sum, alert) => sum + alert.notifications, 0)
      return {
        rule,
        alerts: mine.length,
        notifications,
        alertsADay: mine.length / days,
        notificationsADay: notifications / days,
        firing: firingTime(mine, from, to) / (to - from),
      }
    })
    .sort((a, b) => b.notifications - a.notifications || (a.rule < b.rule ? -1 : 1))
}

/** Every local day from `from` to `to`, also those on which nothing happened. */
export const noiseByDay = (
  updates: readonly ReplayedUpdate[],
  from: number,
  to: number,
  timezone: string,
): readonly DayNoise[] => {
  const days = new Map<string, { alerts: number; notifications: number }>()
  const last = dayOf(to - 1, timezone)
  for (let day = dayOf(from, timezone); day <= last; day = shiftDay(day, 1))
    days.set(day, { alerts: 0, notifications: 0 })
  for (const { at, reason } of updates) {
    const name = dayOf(at, timezone)
    const day = days.get(name) ?? { alerts: 0, notifications: 0 }
    days.set(name, day)
    day.notifications++
    if (reason === 'first seen') day.alerts++
  }
  return [...days].map(([day, noise]) => ({ day, ...noise }))
}
