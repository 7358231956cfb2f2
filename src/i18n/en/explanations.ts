/** What is said around a model's explanation, and why there is none, in English. */
export const explanations = {
  summary: 'AI summary',
  confidences: {
    high: 'high confidence',
    medium: 'medium confidence',
    low: 'low confidence',
  },
  cause: 'Probable cause',
  causeSure: 'Probable cause ({confidence})',
  problems: 'Main problems',
  modelByModel: 'Model by model',
  advice: 'Advice',
  doThis: 'What to do',
  notify: 'Notify',
  explainedBy: 'AI summary ({model}). Text may be wrong; numbers are exact.',
  followUpOf:
    'AI summary ({model}) of the alert sent before. Text may be wrong; numbers are exact.',
  noSummary: 'No AI summary: {note}.',
  noteLine: 'Note: {note}.',

  /** Why there is no explanation, or what to know of the one there is. */
  note: {
    noModel: 'no model is configured',
    notAsked: 'no model was asked',
    nothingToExplain: 'there was nothing to explain',
    plain: 'the model gave no structured answer; this is its plain text',
    unreadable: "the model's answer could not be read",
    allCut:
      "nothing in the model's answer could be checked against the facts ({statements, plural, one {# statement} other {# statements}} cut)",
    cutShort: 'the model reached its token limit; its answer is incomplete',
    tokensUsed: 'the daily budget of {limit, number} tokens is used up',
    callsUsed: 'the limit of {limit, number} model calls per hour is reached',
    promptFailed: 'the prompt could not be built: {error}',
    purged: 'purged',
    unreachable: 'the model at {address} could not be reached: {error}',
    refused: 'the model at {address} answered HTTP {status}: {body}',
    redirected: 'the model at {address} answered HTTP {status}, a redirect that is not followed',
    tooLong: "the model's answer at {address} is longer than {bytes, number} bytes",
    unusable: 'the model at {address} gave an unusable answer ({problem}): {body}',
    unusableProblems: {
      'cut off': 'the JSON is cut off or broken',
      'not JSON': 'not JSON',
      'no completion': 'JSON, but no completion',
      'reports an error': 'it reports an error',
      'stream ended': 'the stream ended early',
      empty: 'it is empty',
      'only reasoning': 'only reasoning, no answer',
    },
    timedOut: 'the model at {address} did not answer within {duration}',
    failed: 'the model failed: {error}',
  },

  /** A summary made without a model. */
  plain: {
    noFailures: 'No failures from {from} to {to}.',
    total: '{count, plural, one {# failure} other {# failures}} from {from} to {to}.',
    seen: 'First seen {first}, last seen {last}.',
    late: '{count, plural, one {# failure} other {# failures}} arrived late.',
    against:
      '{change} compared with {before, plural, one {# failure} other {# failures}} from {from} on.',
    ofRequests: 'That is {share} of {requests, number} requests.',
    causedBy: 'Caused by:',
    largestGroups: 'Most frequent errors:',
    moreGroups:
      'and {groups, plural, one {# more error} other {# more errors}} with {count, plural, one {# failure} other {# failures}}',
    models: 'models',
    keys: 'keys',
    lastSeen: 'last seen {at}',
    others: 'others',
    byModel: 'By model: {list}.',
    byErrorType: 'By error type: {list}.',
    gone: 'Gone since the period before: {list}.',
    noData: 'No data from {from} to {to}: failures in that time are missing.',
    notWatched: 'Monitoring gap from {from} to {to}: failures in that time were read later.',
    faults: {
      caller: 'the callers (bad requests, keys, budgets)',
      provider: 'the providers',
      capacity: 'lack of capacity (rate limits, no deployment left)',
      proxy: 'the proxy itself',
    },
  },
} as const
