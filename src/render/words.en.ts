import type { Fault } from '../events/event.ts'
import type { AlertReason, Severity } from '../notifying/notification.ts'

const plural = (count: string, one: string, many: string): string =>
  `${count} ${count === '1' ? one : many}`

const faults: Readonly<Record<Fault, string>> = {
  caller: 'the caller',
  provider: 'the provider',
  capacity: 'lack of capacity',
  proxy: 'the proxy',
}

const severities: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Info',
}

const reasons: Readonly<Record<AlertReason, string>> = {
  'first seen': 'FIRING',
  'still firing': 'STILL FIRING',
  resolved: 'RESOLVED',
  'resolved, end unknown': 'RESOLVED',
}

/** What a label says of the failures, after their name: "provider failures of model gpt-4o, of key billing". */
const labels: Readonly<Record<string, (value: string) => string>> = {
  model: (value) => `of model ${value}`,
  key: (value) => `of key ${value}`,
  team: (value) => `of team ${value}`,
  provider: (value) => `from provider ${value}`,
  error_type: (value) => `of type ${value}`,
  status: (value) => `with status ${value}`,
  fault: (value) => `caused by ${faults[value as Fault] ?? value}`,
  group: (value) => `like “${value}”`,
}

/**
 * Everything Lookout says to people, in English. Numbers, times and names arrive as they are to be shown;
 * another locale is one more file of this shape.
 */
export const english = {
  locale: 'en',
  separator: ', ',
  dash: '—',
  severities,
  reasons,
  faults,
  label: (name: string, value: string) => labels[name]?.(value) ?? `with ${name} ${value}`,
  failures: (count: string) => plural(count, 'failure', 'failures'),
  failuresWord: (count: number) => (count === 1 ? 'failure' : 'failures'),

  // Headlines
  withOthers: (head: string, others: string) => `${head}, and ${others} more`,
  others: 'At the same time',
  alertHead: (state: string, what: string) => `${state}: ${what}`,
  observedShort: (count: string, window: string) => `${count} in ${window}`,
  totalShort: (failures: string, lasted: string) => `${failures} in ${lasted}`,
  digest: (name: string) => (/digest/i.test(name) ? name : `${name} digest`),
  digestHead: (title: string, day: string, failures: string) => `${title} ${day}: ${failures}`,
  reportTitle: (period: string) => `Report ${period}`,
  reportHead: (period: string, failures: string) => `Report ${period}: ${failures}`,
  noFailures: 'no failures',

  // Alerts
  observed: (failures: string, window: string) => `${failures} in ${window}`,
  lessThan: (number: string) => `less than ${number}`,
  usual: (expected: string) => `usual would be ${expected}.`,
  startsAt: (threshold: string) => `the alert starts at ${threshold}.`,
  since: (time: string, ago: string) => `Failing since ${time}, ${ago} ago.`,
  soFar: (failures: string) => `${failures} so far.`,
  over: (lasted: string) => `Over after ${lasted}`,
  fromTo: (from: string, to: string) => `from ${from} to ${to}`,
  endUnknown: (from: string) =>
    `It began ${from} and ended while Lookout was not running; when exactly is not known.`,
  endUnknownHead: 'Over, end not known',
  inAll: (failures: string, peak: string, window: string) =>
    `${failures} in all, at most ${peak} in ${window}.`,
  waited: (delay: string, time: string) =>
    `This message is ${delay} late: it was written at ${time} and could not be sent before.`,
  models: 'Models',
  keys: 'Keys',
  teams: 'Teams',
  errorTypes: 'Error types',
  groups: 'What fails',
  example: 'For example',
  model: 'model',
  key: 'key',
  request: 'request',
  runbook: 'Runbook',
  openPage: 'Open in Lookout',
  rule: 'rule',
  andMore: (count: string) => `… and ${count} more`,

  // Digests and reports
  calm: 'A calm day: no failed request.',
  calmPeriod: 'A calm time: no failed request.',
  calmSeen: 'There is nothing to do.',
  summary: 'In words',
  wordsBy: (model: string) =>
    `Written by ${model} from the numbers below. It can be wrong; they are counted.`,
  noWords: (note: string) => `No words this time: ${note}.`,
  total: 'Failures',
  counted: 'Counted',
  byErrorType: 'By error type',
  byModel: 'By model',
  byKey: 'By key',
  byTeam: 'By team',
  largestGroups: 'What failed, largest first',
  moreGroups: (groups: string, failures: string, one: boolean) =>
    `… and ${groups} more ${one ? 'kind' : 'kinds'} of failure with ${failures}.`,
  late: (failures: string, one: boolean) =>
    `Beyond these, ${failures} of earlier days ${one ? 'was' : 'were'} written late and ${one ? 'is' : 'are'} told here.`,
  seen: (first: string, last: string) => `from ${first} to ${last}`,
  seenOnce: (at: string) => `at ${at}`,
  period: 'Period',
  analysisTitle: (instance: string) => `Failures of LiteLLM on ${instance}`,
  files: 'Files',
  footer: (instance: string) => `Lookout, watching LiteLLM on ${instance}`,
  idNote: (id: string) => `Message ${id}`,

  // Durations
  seconds: (count: string) => plural(count, 'second', 'seconds'),
  minutes: (count: string) => plural(count, 'minute', 'minutes'),
  hours: (count: string) => plural(count, 'hour', 'hours'),
  days: (count: string) => plural(count, 'day', 'days'),
  and: (larger: string, smaller: string) => `${larger} ${smaller}`,
} as const satisfies Readonly<Record<string, unknown>>

type Widened<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : T[K]
}

/** The shape of a locale. */
export type Words = Widened<typeof english>
