import type { LookoutEvent } from './lookout.ts'
import type { Case, Sent } from './types.ts'

/** A row of LiteLLM_SpendLogs, as to_jsonb gives it. */
export interface SpendRow {
  readonly request_id: string
  readonly startTime: string
  readonly endTime: string
  readonly status: string | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly [column: string]: unknown
}

/** One request with what the proxy wrote of it and what Lookout made of that. */
interface Matched {
  readonly sent: Sent
  /** Failure rows of the request itself. */
  readonly rows: readonly SpendRow[]
  /** Failure rows of its earlier attempts, which are no failed requests. */
  readonly attempts: readonly SpendRow[]
  readonly events: readonly LookoutEvent[]
}

export interface Comparison {
  readonly matched: readonly Matched[]
  /** Failure rows that belong to no request of the run. */
  readonly strayRows: readonly SpendRow[]
  readonly strayEvents: readonly LookoutEvent[]
}

const attempt = /-attempt-\d+$/

/** Clocks are the same machine's; a row's times are cut to milliseconds. */
const slackMs = 40

const timeOf = (text: string): number =>
  Date.parse(/[zZ+]|-\d\d:?\d\d$/.test(text.slice(19)) ? text : `${text}Z`)

const isFailure = (row: SpendRow): boolean => (row.status ?? row.metadata?.['status']) === 'failure'

interface Span {
  readonly from: number
  readonly to: number
  readonly failed: readonly Sent[]
}

/** When each case ran. The requests of one case are alike, so that its rows may be any of theirs. */
const spansOf = (sent: readonly Sent[]): readonly Span[] =>
  [...Map.groupBy(sent, (one) => one.case).values()].map((of) => ({
    from: Math.min(...of.map(({ began }) => began)),
    to: Math.max(...of.map(({ ended }) => ended)),
    failed: of.filter(({ seen }) => seen.failed),
  }))

/**
 * Finds for each row its request: by the call id that the client chose, else, as requests refused before the proxy
 * read their headers have an id of the proxy's own, by time. By time a request gets one row at most.
 */
export const compare = (
  sent: readonly Sent[],
  allRows: readonly SpendRow[],
  events: readonly LookoutEvent[],
): Comparison => {
  const rowsOf = new Map<string, SpendRow[]>(sent.map(({ id }) => [id, []]))
  const attemptsOf = new Map<string, SpendRow[]>(sent.map(({ id }) => [id, []]))
  const unnamed: SpendRow[] = []
  for (const row of allRows.filter(isFailure)) {
    const named = rowsOf.get(row.request_id)
    const earlier = attemptsOf.get(row.request_id.replace(attempt, ''))
    if (named !== undefined) named.push(row)
    else if (attempt.test(row.request_id) && earlier !== undefined) earlier.push(row)
    else unnamed.push(row)
  }
  const strayRows: SpendRow[] = []
  const spans = spansOf(sent)
  for (const row of unnamed) {
    const at = timeOf(row.endTime)
    const span = spans.find(({ from, to }) => at >= from - slackMs && at <= to + slackMs)
    const owner = span?.failed.find(({ id }) => rowsOf.get(id)?.length === 0)
    if (owner === undefined) strayRows.push(row)
    else rowsOf.get(owner.id)?.push(row)
  }
  const eventsOf = Map.groupBy(events, (event) => event.request_id)
  const eventsOfRows = (rows: readonly SpendRow[]): readonly LookoutEvent[] =>
    [...new Set(rows.map((row) => row.request_id))].flatMap((id) => eventsOf.get(id) ?? [])
  const matched = sent.map((one) => {
    const rows = rowsOf.get(one.id) ?? []
    const attempts = attemptsOf.get(one.id) ?? []
    return { sent: one, rows, attempts, events: eventsOfRows([...rows, ...attempts]) }
  })
  const owned = new Set(matched.flatMap((one) => one.events))
  return { matched, strayRows, strayEvents: events.filter((event) => !owned.has(event)) }
}

interface CaseResult {
  readonly name: string
  readonly expected: Case['fault']
  readonly sent: number
  readonly failed: number
  /** What the client saw: each status or outcome once. */
  readonly saw: string
  readonly rows: number
  readonly attemptRows: number
  readonly events: number
  /** Faults that Lookout found, each with how often. */
  readonly found: Readonly<Record<string, number>>
  readonly wrong: number
}

export interface Result {
  readonly litellm: string
  readonly cases: readonly CaseResult[]
  readonly requests: number
  readonly failedRequests: number
  /** Failed requests of which the proxy wrote nothing, by case: nobody can find them in its tables. */
  readonly unlogged: Readonly<Record<string, number>>
  readonly logged: number
  readonly events: number
  readonly missed: number
  readonly twice: number
  /** Events of requests that were served, and of none. */
  readonly invented: number
  readonly eventsPerFailedRequest: number
  readonly faultRight: number
  readonly faultOf: number
  /** What the daemon counted, by its groups; null when it was not run. */
  readonly daemonEvents: number | null
  readonly strayRows: number
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

const countBy = (words: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]),
  )

const sawWord = ({ seen }: Sent): string =>
  seen.outcome === 'error' || seen.outcome === 'answer' ? String(seen.status) : seen.outcome

const caseResult = (one: Case, of: readonly Matched[]): CaseResult => {
  const faults = of.flatMap(({ events }) => events.map(({ fault }) => fault))
  return {
    name: one.name,
    expected: one.fault,
    sent: of.length,
    failed: of.filter(({ sent }) => sent.seen.failed).length,
    saw: [...new Set(of.map(({ sent }) => sawWord(sent)))].join(', '),
    rows: sum(of.map(({ rows }) => rows.length)),
    attemptRows: sum(of.map(({ attempts }) => attempts.length)),
    events: faults.length,
    found: countBy(faults),
    wrong: faults.filter((fault) => fault !== one.fault).length,
  }
}

/** The numbers of a run. Only failures that the proxy logged count: of others there is nothing to be found. */
export const resultOf = (
  litellm: string,
  { matched, strayRows, strayEvents }: Comparison,
  daemonEvents: number | null,
): Result => {
  const failed = matched.filter(({ sent }) => sent.seen.failed)
  const logged = failed.filter(({ rows }) => rows.length > 0)
  const unlogged = failed.filter(({ rows }) => rows.length === 0)
  const cases = [...Map.groupBy(matched, ({ sent }) => sent.case)].map(([one, of]) =>
    caseResult(one, of),
  )
  const served = matched.filter(({ sent }) => !sent.seen.failed)
  const events = sum(matched.map((one) => one.events.length)) + strayEvents.length
  return {
    litellm,
    cases,
    requests: matched.length,
    failedRequests: failed.length,
    unlogged: countBy(unlogged.map(({ sent }) => sent.case.name)),
    logged: logged.length,
    events,
    missed: logged.filter((one) => one.events.length === 0).length,
    twice: sum(failed.map((one) => Math.max(0, one.events.length - 1))),
    invented: sum(served.map((one) => one.events.length)) + strayEvents.length,
    eventsPerFailedRequest: logged.length === 0 ? 0 : events / logged.length,
    faultRight: sum(cases.map((one) => one.events - one.wrong)),
    faultOf: sum(cases.map((one) => one.events)),
    daemonEvents,
    strayRows: strayRows.length,
  }
}

export const isExact = (result: Result): boolean =>
  result.logged > 0 &&
  result.missed + result.twice + result.invented === 0 &&
  (result.daemonEvents === null || result.daemonEvents === result.events)
