import cron from 'node-cron'

/** One schedule and what it wakes. */
export interface Trigger {
  readonly name: string
  /** Cron expression; a sixth field in front counts seconds. */
  readonly schedule: string
  readonly trigger: () => void
}

/** Starts the triggers in a time zone; the returned function stops them. They only wake: the jobs decide what is due. */
export const startTriggers = (
  triggers: readonly Trigger[],
  timezone: string,
): (() => Promise<void>) => {
  const tasks = triggers.map((bell) =>
    cron.schedule(bell.schedule, () => bell.trigger(), {
      name: bell.name,
      timezone,
      noOverlap: false,
    }),
  )
  return async () => {
    for (const task of tasks) await task.destroy()
  }
}
