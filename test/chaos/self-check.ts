import { violationsOf } from './checks/all.ts'
import { repeatsOf } from './checks/deliveries.ts'
import type { Truth } from './checks/truth.ts'
import type { Observed } from './observed.ts'

/** What a run left behind, with one thing made wrong in each copy. */
export const spoiled = (truth: Truth, observed: Observed): ReadonlyMap<string, Observed> => {
  const { events, reports, received, alerts, minutes, digests } = observed
  const [path, ids] = [...reports][0] ?? ['', []]
  const { repeats, bound } = repeatsOf(truth, observed)
  // One that was answered: each that was not may come again once.
  const again = received.filter(({ answered }) => answered).slice(0, 1)
  return new Map<string, Observed>([
    ['loss', { ...observed, events: events.slice(1) }],
    ['double', { ...observed, events: [...events, ...events.slice(-1)] }],
    ['loss in a report', { ...observed, reports: new Map([...reports, [path, ids.slice(1)]]) }],
    [
      'double in a report',
      { ...observed, reports: new Map([...reports, ['more', ids.slice(0, 1)]]) },
    ],
    [
      'wrong count',
      { ...observed, minutes: minutes.map((m, i) => (i === 0 ? { ...m, n: m.n + 1 } : m)) },
    ],
    [
      'repeat',
      {
        ...observed,
        received: [
          ...received,
          ...Array(bound - repeats + 1)
            .fill(again)
            .flat(),
        ],
      },
    ],
    [
      'lost message',
      { ...observed, received: received.filter(({ key }) => key !== again[0]?.key) },
    ],
    ...(alerts.some(({ firedAt }) => firedAt !== null)
      ? ([
          ['missing alert', { ...observed, alerts: [] }],
          ['alert that fired twice', { ...observed, alerts: [...alerts, ...alerts] }],
          [
            'alert for nothing',
            { ...observed, alerts: alerts.map((a) => ({ ...a, firedAt: 1, startedAt: 1 })) },
          ],
        ] as const)
      : []),
    ...(digests.length > 0 ? ([['missing digest', { ...observed, digests: [] }]] as const) : []),
  ])
}

/** Names of the faults that the checks do not see when they are there. */
export const noDataChecks = (truth: Truth, observed: Observed): readonly string[] => {
  const before = new Set(violationsOf(truth, observed))
  return [...spoiled(truth, observed)]
    .filter(([, wrong]) => violationsOf(truth, wrong).every((problem) => before.has(problem)))
    .map(([name]) => name)
}
