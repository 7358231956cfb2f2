import type { Observed } from '../observed.ts'
import { few, type Truth } from './truth.ts'

/** Messages that came again, and how many may: one for each kill and channel, one for each answer that never came. */
export const repeatsOf = ({ kills, channels }: Truth, { received }: Observed) => {
  const times = new Map<string, number>()
  for (const { channel, key } of received) {
    const name = `${channel} ${key}`
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  const repeats = [...times.values()].reduce((sum, n) => sum + n - 1, 0)
  const unanswered = received.filter(({ answered }) => !answered).length
  return { repeats, unanswered, bound: kills * channels.length + unanswered }
}

/** What is sent has arrived; all is sent; nothing arrives that was not to be told; repeats stay within their bound. */
export const checkDeliveries = (truth: Truth, observed: Observed): readonly string[] => {
  const { outbox, received } = observed
  const arrived = new Set(received.map(({ channel, key }) => `${channel} ${key}`))
  const queued = new Map(outbox.map((row) => [`${row.channel} ${row.notification}`, row]))
  const { repeats, bound } = repeatsOf(truth, observed)
  const rowsIn = (state: string) =>
    [...queued]
      .filter(([, row]) => row.state === state)
      .map(([name, row]) => `${name} ${row.reason}`)
  const lost = [...queued]
    .filter(([name, row]) => row.state === 'sent' && !arrived.has(name))
    .map(([name]) => name)
  return [
    ...few('messages are marked as sent and never arrived', lost),
    ...few('messages still wait', rowsIn('pending')),
    ...few('messages were given up', rowsIn('dead')),
    ...few(
      'messages arrived that nobody queued',
      // What is told past the outbox, because the disk was full, is queued nowhere.
      [...arrived].filter((name) => !queued.has(name) && !name.includes(' state-unwritable-')),
    ),
    ...(repeats <= bound ? [] : [`${repeats} messages came again, where ${bound} may`]),
  ]
}
