import cron from 'node-cron'

/** One schedule and what it wakes. */
export interface Bell {
  readonly name: string
  /** Cron expression; a sixth field in front counts seconds. */
  readonly schedule: string
  readonly ring: () => void
}

/** Starts the bells in a time zone; the returned function stops them. They only wake: the jobs decide what is due. */
export const startBells = (bells: readonly Bell[], timezone: string): (() => Promise<void>) => {
  const tasks = bells.map((bell) =>
    cron.schedule(bell.schedule, () => bell.ring(), {
      name: bell.name,
      timezone,
      noOverlap: false,
    }),
  )
  return async () => {
    for (const task of tasks) await task.destroy()
  }
}
