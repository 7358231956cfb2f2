import type { SeriesCount } from '../../src/domain/alert.ts'
import type { ClassifiedEvent } from '../../src/domain/event.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { Store } from '../../src/state/store.ts'

export const SERIES = 5_000

const dimensionsOf = (n: number): SeriesCount['dimensions'] => ({
  model: `model-${n % 40}`,
  provider: `provider-${n % 6}`,
  keyHash: `hash-${n % 500}`,
  keyName: `key-${n % 500}`,
  team: `team-${n % 50}`,
  status: ['429', '500', '503', '400'][n % 4] ?? '500',
  errorType: `Error${n % 12}`,
  fault: (['capacity', 'provider', 'provider', 'caller'] as const)[n % 4] ?? 'provider',
  fingerprint: `group-${n % 1000}`,
})

/** Series that all differ. */
export const seriesOf = (count: number): readonly SeriesCount[] =>
  Array.from({ length: count }, (_, n) => ({
    series: n + 1,
    // 5,000 is no multiple of what the labels repeat by, so that all of them differ in something.
    dimensions: { ...dimensionsOf(n), model: `model-${(n + Math.floor(n / 1000)) % 40}` },
    count: 20 + (n % 50),
  }))

const eventOf = ({ series, dimensions }: SeriesCount, time: number): ClassifiedEvent => ({
  table: 'SpendLogs',
  requestId: `${series}-${time}`,
  startTime: time,
  time,
  createdAt: null,
  ...dimensions,
  teamId: dimensions.team,
  message: 'it broke',
  tracebackTail: '',
  group: {
    fingerprint: dimensions.fingerprint,
    version: 1,
    template: 'it broke',
    title: 'It broke',
  },
  fromFuture: false,
})

/** A failure of every series every ten minutes for the last hour, requests of forty models for the last two. */
export const fillState = async (store: Store, now: number): Promise<void> => {
  const all = seriesOf(SERIES)
  for (let back = 6; back > 0; back--) {
    const time = now - back * 10 * MINUTE_MS + 5_000
    const events = all.map((one) => eventOf(one, time + one.series))
    for (let i = 0; i < events.length; i += 1000)
      await store.commitPage({
        table: 'SpendLogs',
        events: events.slice(i, i + 1000),
        visibleAt: [],
        mark: null,
        late: false,
        now,
      })
  }
  const from = now - 120 * MINUTE_MS
  const rows = Array.from({ length: 40 * 150 }, (_, n) => ({
    minute: Math.floor(from / MINUTE_MS) + Math.floor(n / 40),
    dimensions: {
      model: `model-${n % 40}`,
      provider: `provider-${n % 6}`,
      keyHash: `hash-${n % 40}`,
      keyName: `key-${n % 40}`,
      team: `team-${n % 40}`,
    },
    successes: 50,
    failures: 0,
    retries: 0,
  }))
  await store.commitRequests({ from, to: now + 30 * MINUTE_MS, rows })
}
