import type { Channel } from '../domain/channel.ts'
import type { Clock, Logger } from '../domain/ports.ts'
import { createGuard, type Guarded } from '../pipeline/guard.ts'
import { inRun } from './log.ts'

/** A job as the daemon runs it: what it does once, under the daemon's abort signal. */
export type Work = (signal: AbortSignal) => Promise<void>

type Outcome = 'done' | 'failed' | 'stopped'

/** Gives every run of a job its id and its log lines; a failure is logged here, once, and never leaves the job. */
export const guarded = (
  name: string,
  work: Work,
  about: {
    readonly signal: AbortSignal
    readonly newId: () => string
    readonly clock: Clock
    readonly log: Logger
    /** Told of each run that begins, and of each that ended. */
    readonly begins?: () => void
    readonly ran?: (job: string, ms: number, outcome: Outcome) => void
  },
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
          about.log.info({}, `${name} stopped half-way; it goes on after the restart`)
        else about.log.error({ ms: ms(), error: reasonOf(error) }, `${name} failed`)
      }
      about.ran?.(name, ms(), outcome)
    }),
  )

/** The sentence of an error, of what caused it where that says more, and what helps where it knows. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { message } = error
  const caused = error.cause instanceof Error ? error.cause.message : ''
  const cause = message.includes(caused) ? '' : ` (${caused})`
  const remedy = 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : ''
  return message + cause + (message.includes(remedy) ? '' : ` → ${remedy}`)
}

/** However far off the next message is, or whatever went wrong, a delivery worker looks again after this, milliseconds. */
const longestWaitMs = 60_000

/**
 * The deliveryWorker's round for each channel: it wakes when rung, and by itself when the next message falls due. Channels are
 * independent: one that hangs keeps nobody waiting.
 */
export const createDeliveryWorkers = (
  channels: readonly Channel[],
  deliver: (channel: Channel, signal: AbortSignal) => Promise<void>,
  nextDue: (channel: string) => Promise<number | null>,
  about: Parameters<typeof guarded>[2],
) => {
  const timers = new Map<string, NodeJS.Timeout>()
  const rounds = channels.map((channel) => {
    const round: Guarded = guarded(
      `deliver ${channel.name}`,
      async (signal) => {
        const again = (wait: number) => {
          clearTimeout(timers.get(channel.name))
          if (!signal.aborted)
            timers.set(
              channel.name,
              setTimeout(() => void round.trigger(), wait),
            )
        }
        // Should the round fail (a state that cannot be read or written), the next one comes all the same.
        again(longestWaitMs)
        await deliver(channel, signal)
        const due = await nextDue(channel.name)
        if (due === null) clearTimeout(timers.get(channel.name))
        else again(Math.min(Math.max(due - about.clock.now(), 250), longestWaitMs))
      },
      about,
    )
    return round
  })
  return {
    trigger: async () => {
      await Promise.all(rounds.map((round) => round.trigger()))
    },
    stop: async () => {
      await Promise.all(rounds.map((round) => round.stop()))
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
