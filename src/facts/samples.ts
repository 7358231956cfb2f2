import { compareName, compareText, type Sample } from '../domain/facts.ts'
import { createBoundedMap, hash32 } from './counter.ts'

/** Longest message of a sample, in characters. */
const MAX_MESSAGE = 1000
const MAX_PAIRS = 6
const MESSAGE_BUCKETS = 3

export interface SampleChooser {
  readonly add: (sample: Sample) => void
  /** At most `count`: the newest first, then those that differ most from the previous ones. */
  readonly choose: (count: number) => readonly Sample[]
}

/** Newest first; a total order, so that the choice never depends on the order of arrival. */
const newestFirst = (a: Sample, b: Sample): number =>
  b.time - a.time ||
  compareText(b.requestId, a.requestId) ||
  compareName(a.model, b.model) ||
  compareName(a.keyName, b.keyName) ||
  compareText(a.message, b.message)

/** A real copy: a slice would keep the whole message in memory. */
const ownCopy = (text: string): string => Buffer.from(text.slice(0, MAX_MESSAGE)).toString()

const keepNewer = (slot: { best: Sample | null }, sample: Sample): void => {
  if (slot.best !== null && newestFirst(slot.best, sample) <= 0) return
  slot.best = { ...sample, message: ownCopy(sample.message) }
}

/** How different a sample is from the chosen ones: a new model counts more than a new key or other text. */
const novelty = (sample: Sample, chosen: readonly Sample[]): number =>
  (chosen.some(({ model }) => model === sample.model) ? 0 : 4) +
  (chosen.some(({ keyName }) => keyName === sample.keyName) ? 0 : 2) +
  (chosen.some(({ message }) => message === sample.message) ? 0 : 1)

/** Chooses different samples from a stream of any length, keeping at most nine of them at a time. */
export const createSampleChooser = (): SampleChooser => {
  const pairs = createBoundedMap<{ best: Sample | null }>(
    MAX_PAIRS,
    () => ({ best: null }),
    () => {},
  )
  const buckets = Array.from({ length: MESSAGE_BUCKETS }, () => ({ best: null as Sample | null }))
  const candidates = () => {
    const all = [...pairs.entries().map(([, slot]) => slot), ...buckets].flatMap(({ best }) =>
      best === null ? [] : [best],
    )
    // The newest of a bucket is often the newest of its pair as well.
    const sorted = all.sort(newestFirst)
    return sorted.filter((sample, i) => {
      const before = sorted[i - 1]
      return before === undefined || newestFirst(before, sample) !== 0
    })
  }
  return {
    add: (sample) => {
      const bounded =
        sample.message.length > MAX_MESSAGE
          ? { ...sample, message: sample.message.slice(0, MAX_MESSAGE) }
          : sample
      const slot = pairs.at(JSON.stringify([sample.model, sample.keyName]))
      if (slot !== null) keepNewer(slot, bounded)
      const bucket = buckets[hash32(bounded.message) % MESSAGE_BUCKETS]
      if (bucket !== undefined) keepNewer(bucket, bounded)
    },
    choose: (count) => {
      const left = candidates()
      const chosen: Sample[] = []
      while (chosen.length < count && left.length > 0) {
        const scores = left.map((sample) => novelty(sample, chosen))
        const [next] = left.splice(scores.indexOf(Math.max(...scores)), 1)
        if (next !== undefined) chosen.push(next)
      }
      return chosen
    },
  }
}
