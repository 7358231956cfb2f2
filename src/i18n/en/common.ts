/** What several places say, in English. */
export const common = {
  /** What stands for a name that LiteLLM did not log. */
  unknown: 'unknown',
  separator: ', ',
  colon: ': ',
  comma: ', ',
  stop: '.',
  /** Between two clauses of a sentence. */
  clauseBreak: '; ',
  /** Between two sentences. */
  gap: ' ',
  inBrackets: '({text})',
  /** As luxon writes them: a day, and a day with its time. */
  patterns: { day: 'yyyy-MM-dd', dayTime: 'yyyy-MM-dd HH:mm', chartDay: 'd LLL' },
  timeZoned: '{time} {zone}',
  periodZoned: '{period} ({zone})',
  timeCount: '{time} ({count, number})',
  nameCount: '{name} ({count, number})',

  // CLDR has "15 sec" and "15s" in English, but no "15 s".
  durations: {
    seconds: '{count, number} s',
    minutes: '{count, number} min',
    hours: '{count, number} h',
    days: '{count, number} d',
    both: '{larger} {smaller}',
  },
  ago: '{duration} ago',
  lessThan: 'less than {number}',

  failures: '{count, plural, one {# failure} other {# failures}}',
  failuresNoun: '{count, plural, one {failure} other {failures}}',
  noFailures: 'no failures',
  andMore: '… and {count, number} more',

  severities: { critical: 'Critical', warning: 'Warning', info: 'Info' },
  faults: {
    caller: 'the caller',
    provider: 'the provider',
    capacity: 'lack of capacity',
    proxy: 'the proxy',
  },
  /** Names of the rules that come along; an operator's own are shown as they are. */
  ruleNames: {
    'provider-failures': 'provider failures',
    'capacity-failures': 'capacity failures',
    'failure-spike': 'failure spike',
    'caller-errors-everywhere': 'caller errors everywhere',
    'lookout-no-data': 'monitoring is down',
    'new-error': 'new error',
  },
  /** What a label says of the failures, after their name: "provider failures of model gpt-4o, of key billing". */
  labels: {
    model: 'of model {value}',
    key: 'of key {value}',
    team: 'of team {value}',
    provider: 'from provider {value}',
    error_type: 'of type {value}',
    status: 'with status {value}',
    fault: 'caused by {value}',
    group: 'like “{value}”',
  },
  otherLabel: 'with {name} {value}',
  models: 'Models',
  keys: 'Keys',
  teams: 'Teams',
  errorTypes: 'Error types',
  model: 'model',
  key: 'key',
  request: 'request',
} as const
