/** Runs a job at most once at a time, whoever rings: a ring while it runs makes it run once more afterwards. */
export interface Guarded {
  readonly name: string
  /** Resolves when the job has run after this call began. Never rejects: failures are the job's to report. */
  readonly trigger: () => Promise<void>
  /** Resolves when nothing runs any more; later rings do nothing. */
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
