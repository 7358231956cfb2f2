/** Runs a job at most once at a time: triggers during a run cause one more run afterwards. */
export interface Guarded {
  readonly name: string
  /** Resolves when the job has run after this call began. Never rejects: the job reports its failures. */
  readonly trigger: () => Promise<void>
  /** Resolves when nothing is running any more; later triggers do nothing. */
  readonly stop: () => Promise<void>
}

export const createGuard = (name: string, job: () => Promise<void>): Guarded => {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  let stopped = false
  const start = (): Promise<void> => {
    if (stopped) return Promise.resolve()
    running = job().finally(() => {
      running = null
    })
    return running
  }
  return {
    name,
    trigger: () => {
      if (running === null) return start()
      next ??= running.then(() => {
        next = null
        return start()
      })
      return next
    },
    stop: async () => {
      stopped = true
      await running
    },
  }
}
