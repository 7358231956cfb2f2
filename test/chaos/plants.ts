import type { Parts } from '../../src/app/app-parts.ts'
import type { ClassifiedEvent } from '../../src/domain/event.ts'
import type { Plant } from './orders.ts'

/** One event in sixteen, always the same ones. */
const isChosen = ({ requestId }: { readonly requestId: string }): boolean => requestId.endsWith('7')

const often = 10

const changing = (
  parts: Parts,
  change: (events: readonly ClassifiedEvent[]) => readonly ClassifiedEvent[],
): Parts => ({
  ...parts,
  store: {
    ...parts.store,
    commitPage: (page) => parts.store.commitPage({ ...page, events: change(page.events) }),
  },
})

/** Parts with a fault that a proof worth its name has to find. */
export const withPlant = (parts: Parts, plant: Plant): Parts => {
  if (plant === 'loss')
    return changing(parts, (events) => events.filter((event) => !isChosen(event)))
  if (plant === 'double') {
    const again = (event: ClassifiedEvent) => ({ ...event, requestId: `${event.requestId}-again` })
    return changing(parts, (events) => [...events, ...events.filter(isChosen).map(again)])
  }
  if (plant === 'none') return parts
  const channels = parts.channels.map((channel) => ({
    ...channel,
    send: async (...message: Parameters<typeof channel.send>) => {
      for (let n = 1; n < often; n++) await channel.send(...message)
      return channel.send(...message)
    },
  }))
  return { ...parts, channels }
}
