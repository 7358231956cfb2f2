import { createFingerprinter, GROUPING_VERSION } from '../../src/classify/grouping/fingerprint.ts'
import type { GroupingRules } from '../../src/classify/grouping/grouping-rules.ts'
import type { ClassifiedEvent } from '../../src/domain/event.ts'
import { DAY_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { createRegroup, type RegroupOptions } from '../../src/pipeline/ingest/regroup.ts'
import type { Store } from '../../src/state/store.ts'
import { makeEvent, makePage, T0 } from './contract/make.ts'
import { quiet } from './quiet.ts'

const never = new AbortController().signal

/** An event with this message, grouped as the daemon would. */
export const failure = (
  id: string,
  message: string,
  time = T0,
  changes: Partial<ClassifiedEvent> = {},
  fingerprint = createFingerprinter(),
): ClassifiedEvent => {
  const event = makeEvent(id, time, { message, ...changes })
  const { errorType: errorClass, status: statusCode, provider } = event
  return { ...event, group: fingerprint({ message, errorClass, statusCode, provider }) }
}

/** What a daemon with these rules does to the state before it looks at the alerts. */
export const regroup = (
  store: Store,
  {
    rules = {},
    ...changes
  }: Partial<Omit<RegroupOptions, 'rules'>> & { rules?: GroupingRules } = {},
): Promise<void> =>
  createRegroup(
    store,
    {
      fingerprint: createFingerprinter(rules),
      version: GROUPING_VERSION,
      rules: JSON.stringify(rules),
      pinned: [],
      ...changes,
    },
    {
      ...quiet,
      error: (fields, message) => {
        throw new Error(`${message} ${JSON.stringify(fields)}`)
      },
    },
  )(never)

export const commit = (store: Store, events: readonly ClassifiedEvent[]) =>
  store.commitPage(makePage(events))

export const NAMES = ['ada', 'bob', 'cleo', 'dan', 'eve', 'finn']

/** One failure of each name, a minute apart. */
export const visits = (names: readonly string[] = NAMES): readonly ClassifiedEvent[] =>
  names.map((name, n) =>
    failure(name, `the nightly import wanted ${name} to be there`, T0 + n * MINUTE_MS),
  )

/** Everything that is counted, without the state's own numbers, in an order of its own. */
export const counted = async (store: Store) => {
  const minutes = await store.seriesMinutes(T0 - DAY_MS, T0 + DAY_MS)
  const listed = await store.listGroups()
  const groups = await store.groups(listed.map(({ fingerprint }) => fingerprint))
  return {
    groups: [...groups.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
    aliases: listed.map(({ fingerprint, aliases }) => [fingerprint, ...aliases]).sort(),
    minutes: minutes.map(({ dimensions, minutes }) => JSON.stringify([dimensions, minutes])).sort(),
  }
}
