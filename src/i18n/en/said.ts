import type { Confidence } from '../../domain/notification.ts'

const confidences: Readonly<Record<Confidence, string>> = {
  high: 'high confidence',
  medium: 'medium confidence',
  low: 'low confidence',
}

/**
 * The words around what a model says and the reasons why it says nothing, in English. Numbers and times arrive as they
 * are to be shown.
 */
export const said = {
  colon: ': ',
  separator: ', ',
  problems: 'Main problems',
  byModel: 'By model',
  advice: 'Advice',
  cause: 'Probable cause',
  confidences,
  confidence: (says: string) => ` (${says})`,
  doThis: 'What to do',
  tell: 'Tell',

  // Notes: why there are no words, or what is to be known of those there are.
  noModel: 'no language model is configured',
  nothingToExplain: 'there was nothing to explain',
  plainWords: 'the model gave no structured answer; these are its plain words',
  unreadable: 'the answer of the model could not be read',
  allCut: (statements: string) =>
    `nothing the model said could be held against the facts (statements cut: ${statements})`,
  stopped: 'the model stopped at its token limit: its answer is not whole',
  tokensUsed: (limit: string) => `the daily budget of ${limit} tokens is used up`,
  callsUsed: (limit: string) =>
    `the model was asked ${limit} times within the last hour, no more is allowed`,
  promptFailed: (reason: string) => `the prompt could not be made: ${reason}`,
  purged: 'purged',

  // A summary made without a model
  noFailures: (period: string) => `No failures ${period}.`,
  failures: (count: string) => `${count} ${count === '1' ? 'failure' : 'failures'}`,
  total: (failures: string, period: string) => `${failures} ${period}.`,
  period: (from: string, to: string) => `from ${from} to ${to}`,
  seen: (first: string, last: string) => `First seen ${first}, last seen ${last}.`,
  late: (failures: string) => `${failures} became visible late.`,
  against: (change: string, before: string, from: string) =>
    `${change} against ${before} of ${from}.`,
  ofRequests: (share: string, requests: string) => `That is ${share} of ${requests} requests.`,
  causedBy: 'Whose doing:',
  largestGroups: 'Largest groups:',
  moreGroups: (groups: string, failures: string) =>
    `and ${groups} more ${groups === '1' ? 'group' : 'groups'} with ${failures}`,
  models: 'models',
  keys: 'keys',
  lastSeen: (at: string) => `last seen ${at}`,
  empty: '(empty)',
  unknown: 'unknown',
  others: 'others',
  byModelLine: (list: string) => `By model: ${list}.`,
  byErrorTypeLine: (list: string) => `By error type: ${list}.`,
  newGroup: 'new',
  regressedGroup: 'back again',
  gone: (list: string) => `Gone since the period before: ${list}.`,
  gap: (from: string, to: string, missing: boolean) =>
    missing
      ? `Lookout could see nothing from ${from} to ${to}; what failed then is missing.`
      : `Lookout was not watching from ${from} to ${to}; what failed then was read later.`,
  faults: {
    caller: 'the callers (bad requests, keys, budgets)',
    provider: 'the providers',
    capacity: 'missing capacity (rate limits, no deployment left)',
    proxy: 'the proxy itself',
  } as Readonly<Record<string, string>>,
} as const satisfies Readonly<Record<string, unknown>>
