import type { Fault } from '../../domain/event.ts'
import type { AlertReason, Confidence, Severity } from '../../domain/notification.ts'

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

const confidences: Readonly<Record<Confidence, string>> = {
  high: 'high confidence',
  medium: 'medium confidence',
  low: 'low confidence',
}

/** What messages and artifacts say, in English. Numbers, times and names arrive as they are to be shown. */
export const messages = {
  /** What stands for a name that LiteLLM did not log. */
  unknown: 'unknown',
  separator: ', ',
  dash: '—',
  colon: ': ',
  /** Between two parts of a sentence. */
  comma: ', ',
  stop: '.',
  /** Between two sentences. */
  gap: ' ',
  /** As luxon writes them: a day, and a day with its time. */
  day: 'yyyy-MM-dd',
  dayTime: 'yyyy-MM-dd HH:mm',
  /** The name of a rule that came along, in words; null for the operator's own, which are shown as they are. */
  rule: 'rule',
  ruleName: (_rule: string): string | null => null,
  /**
   * A sentence that another room wrote in English and that was frozen with the message: what a rule says of its
   * finding, what Lookout says of itself. Null where there are no words for it.
   */
  translate: (text: string): string | null => text,
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
  lessThan: (number: string) => `less than ${number}`,
  usual: (expected: string, window: string) => `usual would be ${expected} in ${window}.`,
  startsAt: (threshold: string, window: string) => `the threshold is ${threshold} in ${window}.`,
  failedSince: (failures: string, time: string) => `${failures} since ${time}`,
  since: (time: string) => `Since ${time}`,
  ago: (duration: string) => `${duration} ago`,
  justNow: 'just now',
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
  openLitellm: "Open LiteLLM's UI",
  noMessage: 'no message was logged',
  andMore: (count: string) => `… and ${count} more`,

  // What the model says
  confidences,
  confidence: (says: string) => ` (${says})`,
  cause: 'Probable cause',
  problems: 'Main problems',
  byModelWords: 'Model by model',
  doThis: 'What to do',
  tell: 'Whom to tell',
  advice: 'Advice',
  causeHead: (what: string) => `Probable cause of ${what}`,

  // Digests and reports
  weekly: (from: string, to: string) => `${from} – ${to}`,
  only: (what: string) => `Only failures ${what}`,
  calmWeek: 'A calm week: no failed request.',
  calm: 'A calm day: no failed request.',
  calmPeriod: 'A calm time: no failed request.',
  calmSeen: 'There is nothing to do.',
  summary: 'In words',
  wordsBy: (model: string) =>
    `Written by ${model} from the numbers below. Words can be wrong; the numbers are counted.`,
  followUpOf: (model: string) =>
    `Written by ${model} from the numbers of the alert. Words can be wrong; the numbers are counted.`,
  noWords: (note: string) => `No words this time: ${note}.`,
  note: (note: string) => `Note: ${note}.`,
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

  previous: { day: 'the day before', week: 'the week before', period: 'the period before' },
  againstBefore: (change: string, when: string, before: string) =>
    `${change} against ${when} (${before})`,
  againstWeekday: (change: string, before: string) => `${change} against a week before (${before})`,
  noneBefore: (when: string) => `no failures ${when}`,
  noneWeekday: 'no failures a week before',
  ofRequests: (share: string, requests: string) => `${share} of ${requests} requests failed`,
  deliveryStates: { new: 'new', regressed: 'back again', known: '' },
  gone: (when: string) => `Seen ${when}, but no more`,
  notSeen: (periods: string) =>
    `Lookout could see nothing ${periods}. What failed then is missing here.`,
  notWatched: (periods: string) =>
    `Lookout was not watching ${periods}. What failed then was read later and is counted, but raised no alert.`,
  busiest: (minutes: string) => `Busiest minutes: ${minutes}`,

  // Charts
  chartTime: 'Failures over time, by error type',
  chartRequests: 'Share of requests that failed',
  chartGroups: 'The largest groups over time',
  chartHeat: 'Failures by model and time',
  chartDay: 'd LLL',
  otherTypes: 'other types',
  otherModels: 'other models',

  // What `analyze` says at its end
  totalOf: 'Total',
  span: (from: string, to: string) => `${from} to ${to}`,
  newestKept: (count: string) => `, the newest ${count} of them kept`,
  emptyName: '(empty)',
  othersName: '(others)',
  saved: 'Saved',

  // Durations
  seconds: (count: string) => plural(count, 'second', 'seconds'),
  minutes: (count: string) => plural(count, 'minute', 'minutes'),
  hours: (count: string) => plural(count, 'hour', 'hours'),
  days: (count: string) => plural(count, 'day', 'days'),
  and: (larger: string, smaller: string) => `${larger} ${smaller}`,
} as const satisfies Readonly<Record<string, unknown>>
