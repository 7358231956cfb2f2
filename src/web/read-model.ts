import type { AlertRecord } from '../domain/alert.ts'
import type { Fault, GroupIdentity, SourceTable, StoredEvent } from '../domain/event.ts'
import type { Count } from '../domain/facts.ts'
import type { SourceTrouble } from '../domain/finding.ts'
import type { LatenessCount } from '../domain/lateness.ts'
import type { DigestNotification, ExplainedProblem } from '../domain/notification.ts'
import type { HighWaterMark } from '../pipeline/ingest/poll-ports.ts'
import type { Silence } from '../routing/silence.ts'

// What the page, its API and `lookout status` read. All times are epoch milliseconds; spans include `from`, not `to`.

/** What failures are narrowed to; all that are given must hold, null for those without. A key goes by its alias or its hash. */
export interface FailureFilter {
  readonly model?: string | null
  readonly key?: string | null
  readonly team?: string | null
  readonly provider?: string | null
  readonly errorType?: string | null
  readonly status?: string | null
  readonly fault?: string
  /** Fingerprint of a group. */
  readonly group?: string
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** Counts of equal steps, side by side. A step of an hour or more is whole hours, else whole minutes. */
export interface Steps extends Span {
  readonly stepMs: number
  /** Largest sum first; each with one number for each step. */
  readonly series: readonly { readonly name: string | null; readonly counts: readonly number[] }[]
}

export interface GroupView extends GroupIdentity {
  readonly errorType: string | null
  readonly status: string | null
  readonly fault: Fault | null
  readonly firstSeen: number
  readonly lastSeen: number
  /** When it came back after a day or more of silence, and when it had gone; null for never. */
  readonly backAt: number | null
  readonly goneAt: number | null
  /** All that were ever counted. */
  readonly count: number
}

export interface GroupRow extends GroupView {
  /** Failures in the span. */
  readonly inSpan: number
  readonly steps: readonly number[]
}

export type GroupSort = 'count' | 'last' | 'first' | 'title'

export interface GroupPage {
  readonly rows: readonly GroupRow[]
  /** Groups and failures that fit, on all pages together. */
  readonly total: number
  readonly failures: number
}

export interface GroupQuery extends Span {
  readonly filter: FailureFilter
  /** Part of the title, the template or the error type, whatever the case. */
  readonly search: string
  readonly sort: GroupSort
  readonly steps: number
  readonly offset: number
  readonly limit: number
}

/** What failures can be narrowed to, each sorted by name; null where some have none. */
export interface Choices {
  readonly models: readonly (string | null)[]
  readonly keys: readonly (string | null)[]
  readonly teams: readonly (string | null)[]
  readonly providers: readonly (string | null)[]
  readonly errorTypes: readonly (string | null)[]
}

export interface Affected {
  readonly models: readonly Count[]
  readonly keys: readonly Count[]
  readonly teams: readonly Count[]
  readonly providers: readonly Count[]
  readonly statuses: readonly Count[]
}

/** An event with its number, which tells apart those of one millisecond. */
export interface EventRow extends StoredEvent {
  readonly id: number
}

export interface EventPage {
  /** Newest first. */
  readonly rows: readonly EventRow[]
  /** Hand it back as `before` for the older ones; null at the end. */
  readonly next: { readonly time: number; readonly id: number } | null
}

export interface EventQuery {
  readonly filter: FailureFilter
  readonly before: { readonly time: number; readonly id: number } | null
  readonly limit: number
}

export interface ReportRow {
  readonly id: number
  readonly startedAt: number
  readonly folder: string
  readonly stamp: string
  readonly count: number
  readonly finishedAt: number | null
}

export interface DigestRow {
  readonly digest: string
  readonly day: string
  readonly madeAt: number
}

/** The newest AI summary that had a group among its facts. */
export interface GroupExplanation {
  /** What the group is called in them, such as `g1`. */
  readonly cite: string
  /** The whole summary, where it did not come in parts; else ''. */
  readonly text: string
  /** The parts that rest on this group. */
  readonly problems: readonly ExplainedProblem[]
  /** Fingerprints of the groups by what they are called there. */
  readonly called: Readonly<Record<string, string>>
  readonly model: string
  readonly digest: string
  readonly day: string
  readonly madeAt: number
}

/** How the monitor itself is. */
export interface MonitorView {
  readonly watchingSince: number | null
  readonly lastPoll: {
    readonly at: number
    readonly ok: boolean
    readonly reason: string
    /** Why it failed, as data; absent where an earlier version recorded it. */
    readonly trouble?: SourceTrouble
  } | null
  readonly lastGoodPollAt: number | null
  readonly marks: ReadonlyMap<SourceTable, HighWaterMark>
  readonly groups: number
  /** Of the last day: earlier attempts of requests, as far as LiteLLM writes them. */
  readonly retries: number
  readonly openAlerts: readonly AlertRecord[]
  readonly outbox: readonly {
    readonly channel: string
    readonly pending: number
    readonly oldestAgeMs: number | null
    readonly dead: number
  }[]
  readonly lastReport: ReportRow | null
  readonly lastDigests: readonly DigestRow[]
  /** Rows of the last week by how late they became visible. */
  readonly lateness: readonly LatenessCount[]
}

export interface PageStore {
  /** Reads the hours that views add up from, a slice at a time, so that the first visitor need not wait. */
  readonly warm: (signal: AbortSignal) => Promise<void>
  /** Failures step by step, told apart by error type, or all as one. */
  readonly failures: (
    steps: Span & { readonly stepMs: number },
    filter: FailureFilter,
    by: 'errorType' | 'all',
  ) => Promise<Steps>
  /** Successful requests in a span; null where they were not counted throughout. */
  readonly successes: (span: Span) => Promise<number | null>
  readonly groupPage: (query: GroupQuery) => Promise<GroupPage>
  readonly group: (fingerprint: string) => Promise<GroupView | null>
  readonly affected: (filter: FailureFilter, span: Span) => Promise<Affected>
  readonly choices: () => Promise<Choices>
  readonly events: (query: EventQuery) => Promise<EventPage>
  /** Every event of this request, newest first; at most ten. */
  readonly request: (requestId: string) => Promise<readonly EventRow[]>
  /** Firing ones, pending ones, then the resolved ones, newest first. */
  readonly alerts: (page: { readonly offset: number; readonly limit: number }) => Promise<{
    readonly rows: readonly AlertRecord[]
    readonly total: number
  }>
  /** Alerts that were open at some time in a span, oldest first; at most 200. */
  readonly alertsDuring: (span: Span) => Promise<readonly AlertRecord[]>
  readonly alert: (id: string) => Promise<AlertRecord | null>
  /** Alerts whose labels fit the failures of a group, newest first; at most 20. */
  readonly alertsOfGroup: (fingerprint: string) => Promise<readonly AlertRecord[]>
  /** Newest first. */
  readonly reports: (page: { readonly offset: number; readonly limit: number }) => Promise<{
    readonly rows: readonly ReportRow[]
    readonly total: number
  }>
  /** Newest first; at most 400. */
  readonly digests: () => Promise<readonly DigestRow[]>
  readonly madeDigest: (
    digest: string,
    day: string,
  ) => Promise<{ readonly notification: DigestNotification } | null>
  readonly explanationOf: (fingerprint: string) => Promise<GroupExplanation | null>
  readonly monitor: () => Promise<MonitorView>
}

export interface SilenceStore {
  readonly silences: () => Promise<readonly Silence[]>
  readonly addSilence: (silence: Silence) => Promise<void>
  readonly endSilence: (id: string, now: number) => Promise<boolean>
}

/** Artifacts as they lie in their folders. Names that could leave a folder are refused. Throws ArtifactError. */
export interface ArtifactReader {
  /** Paths such as `2026-03-01/llm_analysis_101502.txt`, sorted. */
  readonly list: (folder?: string) => Promise<readonly string[]>
  /** The file's bytes; null when it is not there. */
  readonly open: (
    folder: string,
    name: string,
  ) => Promise<{ readonly bytes: number; readonly stream: ReadableStream<Uint8Array> } | null>
}
