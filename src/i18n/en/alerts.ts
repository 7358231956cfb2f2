/** What messages about alerts say, in English. */
export const alerts = {
  reasons: {
    'first seen': 'FIRING',
    'still firing': 'STILL FIRING',
    resolved: 'RESOLVED',
    'resolved, end unknown': 'RESOLVED',
  },
  whatFails: '{rule} {labels}',
  alertHead: '{state}: {what}',
  alertNumbers: '{what} — {numbers}',
  noDataSince: '{what} (since {time})',
  withOthers: '{head}, and {count, number} more',
  others: 'At the same time',
  rule: 'rule',
  observedShort: '{count, number} in {window}',
  totalShort: '{count, plural, one {# failure} other {# failures}} in {lasted}',
  lasted: 'lasted {lasted}',
  causeHead: 'Probable cause of {what}',

  // How many since when, or how long it was.
  failedSince: '{count, plural, one {# failure} other {# failures}} since {time}',
  failedSinceAgo:
    '{count, plural, one {# failure} other {# failures}} since {time}, {duration} ago',
  since: 'Since {time}',
  sinceAgo: 'Since {time}, {duration} ago',
  over: 'Resolved after {lasted} ({from}–{to})',
  overUnknown: 'Resolved; end time unknown',
  beganAt: 'began {time}, ended while Lookout was not running',
  inAll:
    '{count, plural, one {# failure} other {# failures}} total, peak {peak, number} in {window}',
  waited: 'Delayed by {delay}: this message was written at {time}.',
  groups: 'Errors',
  example: 'Example',
  knownFailure: 'Known failure: {title}',
  runbook: 'Runbook',
  openPage: 'Open in Lookout',
  openLitellm: "Open LiteLLM's UI",
  noMessage: 'no message was logged',

  /** What a rule found, and what that is compared with. */
  finding: {
    failures: '{count, plural, one {# failure} other {# failures}} in {window}',
    threshold: 'threshold {threshold, number}',
    thresholdIn: 'threshold {threshold, number} in {window}',
    rate: '{failures, number} of {requests, plural, one {# request} other {# requests}} failed in {window}: {share}',
    rateLimit: 'threshold {share}',
    usual: 'normally {expected} per {window}',
    expected: 'expected {expected}',
    noise: 'chance of this being noise < 1 in {evaluations, number}',
    noiseLeast: 'chance of this being noise < 1 in 10^12',
    newError: '{count, plural, one {# failure} other {# failures}} of a new error in {window}',
    regression:
      '{count, plural, one {# failure} other {# failures}} in {window} of an error not seen for {quiet}',
    cardinality:
      '{failures, plural, one {# failure} other {# failures}} in {window} across {reached}',
    reached: {
      key: '{count, plural, one {# key} other {# keys}}',
      team: '{count, plural, one {# team} other {# teams}}',
      model: '{count, plural, one {# model} other {# models}}',
      provider: '{count, plural, one {# provider} other {# providers}}',
      error_type: '{count, plural, one {# error type} other {# error types}}',
      status: '{count, plural, one {# status} other {# statuses}}',
      fault: '{count, plural, one {# cause} other {# causes}}',
      group: '{count, plural, one {# error group} other {# error groups}}',
    },
    noRequests: 'no requests for {silent}',
    noSuccesses: 'no successful requests for {silent}',
    requests: '{count, plural, one {# request} other {# requests}} in {window}',
    successes:
      '{count, plural, one {# successful request} other {# successful requests}} in {window}',
    usualLeast: 'normally at least {least, number} per {window} at this hour',
    readable: "Lookout can read LiteLLM's logs again",
    unreadable: "Lookout can't read LiteLLM's database",
    silent: 'LiteLLM logs no requests',
    silentDetail:
      'Neither failures nor successes are logged, though at this hour there usually are some.',
    flapping:
      'Flapping: fired and resolved {times, plural, one {# time} other {# times}} in {window}. It counts as firing until it has been quiet for that long.',
    late: 'These failures were logged late: the window ended at {time}.',
  },
} as const
