import { type Redact, redact as redactText } from '../../classify/redaction/redact.ts'
import { createRowRedactor } from '../../classify/redaction/redact-row.ts'
import { redactValue } from '../../classify/redaction/redact-value.ts'
import type { ArtifactKind } from '../../domain/artifact.ts'
import type { StoredEvent } from '../../domain/event.ts'
import type { RowText } from '../../domain/row-text.ts'
import { isoUtc } from '../../i18n/format.ts'
import { arrayOf, jsonArray } from './json-array.ts'

const names: Readonly<Record<ArtifactKind, { readonly start: string; readonly end: string }>> = {
  full: { start: 'error_logs_full', end: 'json' },
  analysis: { start: 'error_logs_analysis', end: 'json' },
  prompt: { start: 'llm_prompt', end: 'txt' },
  answer: { start: 'llm_analysis', end: 'txt' },
  params: { start: 'query_params', end: 'json' },
}

/** A file's name: `error_logs_full_101502.json`. `stamp` is HHMMSS of the report's start, with a suffix if taken. */
export const artifactName = (kind: ArtifactKind, stamp: string): string =>
  `${names[kind].start}_${stamp}.${names[kind].end}`

/** `error_logs_full`: the full rows of the tables under their own names, in the order given, strings redacted. */
export async function* fullContents(
  rows: AsyncIterable<RowText>,
  redact: Redact = redactText,
): AsyncGenerator<string | Uint8Array> {
  yield* arrayOf(rows, createRowRedactor(redact))
}

/** Shown in artifacts, which people read, for what LiteLLM did not write. */
const shown = (name: string | null): string => name ?? 'unknown'

/** The seven fields of an event and the four after them, in this order. */
const analysisRow = (event: StoredEvent): Readonly<Record<string, string>> => ({
  request_id: event.requestId,
  time: isoUtc(event.time),
  model: shown(event.model),
  key_name: shown(event.keyName),
  status: shown(event.status),
  error_type: shown(event.errorType),
  error_message: event.message,
  team: shown(event.team),
  provider: shown(event.provider),
  fault: shown(event.fault),
  fingerprint: event.group.fingerprint,
})

/** `error_logs_analysis`: the main fields of each event, in the order given. Messages are redacted already. */
export async function* analysisContents(
  events: AsyncIterable<StoredEvent>,
): AsyncGenerator<string> {
  yield* jsonArray(analysisRows(events))
}

async function* analysisRows(events: AsyncIterable<StoredEvent>): AsyncGenerator<unknown> {
  for await (const event of events) yield analysisRow(event)
}

/** `llm_prompt`: the prompt, both parts in full; also written if no model was called. */
export const promptContents = (prompt: {
  readonly system: string
  readonly user: string
}): readonly string[] => [
  `=== system ===\n${prompt.system.trimEnd()}\n\n=== user ===\n${prompt.user.trimEnd()}\n`,
]

/** The basis of a report. Times in epoch milliseconds. */
export interface QueryParams {
  readonly instance: string
  readonly timezone: string
  readonly startedAt: number
  readonly from: number
  readonly to: number
  /** Filters and limits as configured or requested; JSON-like. */
  readonly filters: Readonly<Record<string, unknown>>
  readonly limits: Readonly<Record<string, unknown>>
  /** Numbers of failures, rows and groups. */
  readonly counts: Readonly<Record<string, number>>
  /** Versions of Lookout, Node, the grouping, the prompt. */
  readonly versions: Readonly<Record<string, string | number>>
}

/** `query_params`: one JSON object, times in UTC, strings redacted. */
export const paramsContents = (params: QueryParams): readonly string[] => {
  const value = redactValue({
    instance: params.instance,
    started_at: isoUtc(params.startedAt),
    period: { from: isoUtc(params.from), to: isoUtc(params.to), timezone: params.timezone },
    filters: params.filters,
    limits: params.limits,
    counts: params.counts,
    versions: params.versions,
  })
  return [`${JSON.stringify(value, null, 2)}\n`]
}
