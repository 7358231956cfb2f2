import type { Clock, Logger } from '../domain/ports.ts'
import { reasonOf } from '../domain/reason.ts'
import { createGuard, type Guarded } from '../pipeline/guard.ts'
import { inRun } from './log.ts'

/** A job as the daemon runs it: one run, under the daemon's abort signal. */
export type Work = (signal: AbortSignal) => Promise<void>

type Outcome = 'done' | 'failed' | 'stopped'

/** Is notified of the runs of all jobs. */
export interface Watched {
  readonly begins: () => void
  readonly ran: (job: string, ms: number, outcome: Outcome) => void
}

/** Gives every run of a job its id and its log lines; a failure is logged here, once, and not thrown. */
export const guarded = (
  name: string,
  work: Work,
  about: {
    readonly signal: AbortSignal
    readonly newId: () => string
    readonly clock: Clock
    readonly log: Logger
  } & Partial<Watched>,
): Guarded =>
  createGuard(name, () =>
    inRun({ job: name, run: about.newId().slice(0, 8) }, async () => {
      const began = about.clock.now()
      const ms = () => about.clock.now() - began
      let outcome: Outcome = 'done'
      about.begins?.()
      try {
        await work(about.signal)
        about.log.debug({ ms: ms() }, `${name} done`)
      } catch (error) {
        outcome = about.signal.aborted ? 'stopped' : 'failed'
        if (outcome === 'stopped')
          about.log.info({}, `${name} interrupted; it continues after the restart`)
        else about.log.error({ ms: ms(), error: reasonOf(error) }, `${name} failed`)
      }
      about.ran?.(name, ms(), outcome)
    }),
  )
