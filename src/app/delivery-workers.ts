import type { Channel } from '../domain/channel.ts'
import { MINUTE_MS } from '../domain/units.ts'
import type { Guarded } from '../pipeline/guard.ts'
import { guarded } from './guarded-runs.ts'

/** A delivery worker checks again after this many milliseconds at the latest, even after a failure. */
const longestWaitMs = MINUTE_MS

/**
 * The delivery workers, one for each channel: each runs when triggered, and when its next message is due. Channels are
 * independent: one that hangs does not delay the others.
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
        // If a run fails (the state cannot be read or written), the next one comes all the same.
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
