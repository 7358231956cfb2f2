import type { Fault, StoredEvent } from '../domain/event.ts'
import { compareText, type GroupFact } from '../domain/facts.ts'
import { createCounter } from './counter.ts'
import { createHistogram, inSteps } from './histogram.ts'
import { createSampleChooser } from './samples.ts'

/** Above the number of keys of a large deployment: beyond it a frequent name may be lost. */
const NAMES_TRACKED = 1000
const NAMES_LISTED = 10
const FAULTS: readonly Fault[] = ['caller', 'provider', 'capacity', 'proxy']

/** The period's total, its bounds in epoch milliseconds, and the number of samples to show. */
interface GroupFactOptions {
  readonly total: number
  readonly from: number
  readonly to: number
  readonly samplesPerGroup: number
}

export interface GroupCollector {
  /** `hour`: start of the event's hour, epoch milliseconds. */
  readonly add: (event: FactEvent, hour: number) => void
  readonly count: () => number
  readonly fact: (id: string, of: GroupFactOptions) => GroupFact
}

/** Collects one group. Where members differ (operators may join groups), the most frequent value is used. */
export const createGroupCollector = (fingerprint: string): GroupCollector => {
  let count = 0
  let firstSeen = Number.POSITIVE_INFINITY
  let lastSeen = Number.NEGATIVE_INFINITY
  let title: string | null = null
  let template = ''
  const counters = {
    models: createCounter(NAMES_TRACKED),
    providers: createCounter(NAMES_TRACKED),
    keys: createCounter(NAMES_TRACKED),
    teams: createCounter(NAMES_TRACKED),
    errorTypes: createCounter(NAMES_TRACKED),
    statuses: createCounter(NAMES_TRACKED),
    faults: createCounter(FAULTS.length),
  }
  const samples = createSampleChooser()
  const trend = createHistogram()
  const most = (counter: keyof typeof counters): string | null =>
    counters[counter].list(1)[0]?.name ?? null
  return {
    add: (event, hour) => {
      count += 1
      trend.add(hour)
      firstSeen = Math.min(firstSeen, event.time)
      lastSeen = Math.max(lastSeen, event.time)
      // Members of one group may have different titles if an operator's rule joined them: the smallest is used.
      const order = title === null ? -1 : compareText(event.group.title, title)
      if (order < 0 || (order === 0 && event.group.template < template)) {
        title = event.group.title
        template = event.group.template
      }
      counters.models.add(event.model)
      counters.providers.add(event.provider)
      counters.keys.add(event.keyName)
      counters.teams.add(event.team)
      counters.errorTypes.add(event.errorType)
      counters.statuses.add(event.status)
      counters.faults.add(event.fault)
      samples.add({
        requestId: event.requestId,
        time: event.time,
        model: event.model,
        keyName: event.keyName,
        message: event.message,
      })
    },
    count: () => count,
    fact: (id, { total, from, to, samplesPerGroup }) => ({
      id,
      fingerprint,
      title: title ?? '',
      template,
      errorType: most('errorTypes'),
      status: most('statuses'),
      fault: FAULTS.find((fault) => fault === most('faults')) ?? null,
      count,
      share: total === 0 ? 0 : count / total,
      firstSeen,
      lastSeen,
      models: counters.models.list(NAMES_LISTED),
      providers: counters.providers.list(NAMES_LISTED),
      keys: counters.keys.list(NAMES_LISTED),
      teams: counters.teams.list(NAMES_LISTED),
      samples: samples.choose(samplesPerGroup),
      trend: inSteps(trend, from, to),
    }),
  }
}

/** The fields of an event that facts use: of a stored one or one just classified. */
export interface FactEvent
  extends Pick<
    StoredEvent,
    | 'requestId'
    | 'time'
    | 'model'
    | 'provider'
    | 'keyName'
    | 'team'
    | 'status'
    | 'errorType'
    | 'message'
    | 'fault'
  > {
  readonly group: {
    readonly fingerprint: string
    readonly template: string
    readonly title: string
  }
  readonly late?: boolean
}
