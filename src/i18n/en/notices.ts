/** What Lookout says of itself, in English. */
export const notices = {
  monitoringGap: {
    title: 'Monitoring gap: {duration}',
    text: "From {from} to {to} ({zone}) Lookout was not running or could not read LiteLLM's tables.",
    failures:
      '{count, plural, =0 {No failures in that time.} one {# failure in that time is in the digest; no alerts are sent for it.} other {# failures in that time are in the digest; no alerts are sent for them.}}',
  },
  tooManySeries: {
    title: 'Rule {rule}: more than {most, number} label sets',
    text: 'The rule {rule} has more label sets than alerting.maxSeries ({most, number}) allows: the oldest and smallest are counted together as "other". Use fewer labels in by, add a match, or raise the limit, which costs memory.',
  },
  noFailuresLogged: {
    title: 'LiteLLM seems to log no failures',
    text: 'Thousands of requests were logged in the last day, and not one failure. If that is too good to be true, look for `disable_error_logs: true` in the general_settings of LiteLLM: with it, Lookout has no failures to read.',
  },
  channelFailing: {
    title: 'Channel {channel} is failing',
    refused: 'It rejected {what} permanently: {error}',
    waiting: 'It has not accepted {what} yet: {error}',
    refusedNext: 'Rejected messages are kept, counted by lookout status, and not sent again.',
    waitingNext: 'Lookout keeps trying.',
    once: 'You are notified once, until the channel works again. Run lookout check to find the cause.',
  },
  recipientsRefused: {
    title: '{channel} does not reach everyone: {names}',
    text: '{what} was accepted for the others and is not sent again. {answer}',
    weekly: 'You are notified weekly while this lasts.',
  },
  heldBack: {
    title: '{count, plural, one {# message was} other {# messages were}} held back',
    text: 'This channel gets at most {limit, plural, one {# message} other {# messages}} an hour, except critical ones. Between {from} and {to} ({zone}) there were {count, number} more:',
    line: '{count, number} × {what}',
    next: 'They are not sent again. The digest counts all failures; lookout status shows which alerts are still open.',
  },
  stateUnwritable: {
    title: 'Lookout cannot write its state database',
    text: 'Nothing is lost: what cannot be stored now is read again later. Until this is fixed, there are no alerts, reports or digests. {error}',
  },
  stateWritable: {
    title: 'Lookout can write its state database again',
    text: 'It continues where it stopped.',
  },
  stateRebuilding: {
    title: "Lookout's state database was damaged and is being rebuilt",
    text: "The damaged file is kept as {file}. Failures of the last days are read again from LiteLLM's tables; old ones trigger no alerts, and reports and digests of past days count as sent. Silences, open alerts and unsent messages are lost.",
  },
  test: {
    title: 'Test message',
    text: 'Lookout can send messages here. Nothing is wrong: someone ran lookout check --send-test.',
  },
  /** A message, as another one names it. */
  subject: {
    alert: 'the alert {rules} ({reason})',
    digest: 'the digest of {day}',
    report: 'a report',
    notice: '“{title}”',
  },
  /** The same in a list. */
  subjectShort: {
    alert: '{rules}: {reason}',
    digest: 'digest of {day}',
    report: 'report',
    notice: '{title}',
  },
  reasons: {
    'first seen': 'firing',
    'still firing': 'still firing',
    resolved: 'resolved',
    'resolved, end unknown': 'resolved',
  },
} as const
