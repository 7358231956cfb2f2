import cron from 'node-cron'
import { MINUTE_MS } from '../domain/units.ts'
import { openSchedule } from '../schedule/schedule.ts'

/** One schedule and the job that it triggers. */
export interface Trigger {
  readonly name: string
  /** Cron expression; an optional sixth field in front is seconds. */
  readonly schedule: string
  readonly trigger: () => void
}

/**
 * What triggers when, without timers. `seconds` are those of a minute in which `wake` must be called; `wake` triggers,
 * once each, the schedules that had a run since it was last called. Called late, it triggers late; after a clock
 * change, it continues by the new time.
 */
export const planTriggers = (triggers: readonly Trigger[], timezone: string, now: number) => {
  const plans = triggers.map((trigger) => ({
    trigger,
    schedule: openSchedule(trigger.schedule, timezone),
  }))
  let due = plans.map(({ schedule }) => schedule.next(now))
  let woken = now
  return {
    seconds: [...new Set(plans.flatMap(({ schedule }) => schedule.seconds))],
    wake: (at: number): void => {
      if (at < woken) due = plans.map(({ schedule }) => schedule.next(at))
      woken = at
      for (const [index, { trigger, schedule }] of plans.entries()) {
        const next = due[index] ?? null
        if (next === null || at < next) continue
        due[index] = schedule.next(at)
        trigger.trigger()
      }
    },
  }
}

/**
 * Starts the triggers in a time zone; the returned function stops them. They only start jobs, which decide what is due.
 * node-cron is the timer: it runs in UTC, which has no clock changes, and the schedules decide what runs then.
 */
export const startTriggers = (
  triggers: readonly Trigger[],
  timezone: string,
): (() => Promise<void>) => {
  const plan = planTriggers(triggers, timezone, Date.now())
  const task = cron.schedule(
    `${plan.seconds.join(',')} * * * * *`,
    () => plan.wake(Date.now()),
    // A late wake-up counts too; by default node-cron would skip one that is over a second late.
    {
      name: 'triggers',
      timezone: 'UTC',
      missedExecutionTolerance: MINUTE_MS,
      suppressMissedWarning: true,
    },
  )
  return async () => {
    await task.destroy()
  }
}
