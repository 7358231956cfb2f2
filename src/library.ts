import { randomUUID } from 'node:crypto'
import { openPrompt } from './app/open/open-prompt.ts'
import { createClassifier } from './classify/classify.ts'
import { createFaultOf, type FaultRules } from './classify/fault.ts'
import { createFingerprinter } from './classify/grouping/fingerprint.ts'
import type { GroupingRules } from './classify/grouping/grouping-rules.ts'
import { redact } from './classify/redaction/redact.ts'
import { type PeriodChoice, periodOf } from './cli/analyze/analyze-period.ts'
import { type Analysis, explain, type QueryResult, query } from './cli/analyze/steps.ts'
import type { Clock, Logger } from './domain/ports.ts'
import { HOUR_MS } from './domain/units.ts'
import { createModel, type ModelOptions } from './explain/model/model.ts'
import type { BuiltPrompt } from './explain/prompt/prompt.ts'
import { createSource } from './source/create-source.ts'
import type { SourceOptions } from './source/source-filters.ts'

export type { FaultRules } from './classify/fault.ts'
export type { GroupingRules } from './classify/grouping/grouping-rules.ts'
export type { Analysis, QueryResult } from './cli/analyze/steps.ts'
export type { Fault, StoredEvent } from './domain/event.ts'
export type { Count, Facts, GroupFact, Sample } from './domain/facts.ts'
export { LlmError } from './explain/model/llm-error.ts'
export type { ModelOptions } from './explain/model/model.ts'
export type { BuiltPrompt } from './explain/prompt/prompt.ts'
export { SourceError } from './source/connection/explain-error.ts'

/** Which failures to read: database, period (the last day by default), key, model, team. */
export interface QueryErrorsOptions extends PeriodChoice, Omit<SourceOptions, 'url' | 'filters'> {
  /** LiteLLM's own DATABASE_URL works unchanged. */
  readonly databaseUrl: string
  /** Alias or hash; `*` stands for any text, here and below. */
  readonly key?: string
  readonly model?: string
  /** Alias or id. */
  readonly team?: string
  /** Maximum number of rows to keep; totals cover all. Default 100. */
  readonly limit?: number
  /** Name of the proxy in the prompt. Default `litellm`. */
  readonly instance?: string
  /** IANA zone of local dates and of times in the prompt. Default UTC. `timezone` is that of rows before Feb 2025. */
  readonly displayTimezone?: string
  readonly faults?: FaultRules
  readonly grouping?: GroupingRules
  readonly signal?: AbortSignal
  /** Logs errors that are retried. Default: not logged. */
  readonly log?: Logger
}

const clock: Clock = { now: Date.now }
const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
/** Maximum length of a message, characters. */
const MAX_MESSAGE = 16_384
const never = new AbortController().signal

/**
 * Step one: reads the failures of a period and computes their facts. Opens and closes its own connections, writes
 * nothing. Throws SourceError when the database does not answer as it should.
 */
export const queryErrors = async (options: QueryErrorsOptions): Promise<QueryResult> => {
  const { databaseUrl, key, model, team, limit = 100, log = silent, signal = never } = options
  const { instance = 'litellm', displayTimezone = 'UTC', faults = [], grouping } = options
  const period = periodOf(options, clock.now(), displayTimezone)
  const only = (name: string | undefined) => ({
    include: name === undefined ? [] : [name],
    exclude: [],
  })
  const filters = { keys: only(key), models: only(model), teams: only(team), healthChecks: false }
  const source = createSource({ ...options, url: databaseUrl, filters }, log, clock)
  try {
    return await query(
      {
        source,
        classify: createClassifier({
          fingerprint: createFingerprinter(grouping),
          faultOf: createFaultOf(faults),
          redact,
          maxMessage: MAX_MESSAGE,
        }),
        ownCalls: async () => new Set(),
        now: clock.now,
      },
      period,
      { instance, timezone: displayTimezone, limit, pageSize: 1000, windowMs: HOUR_MS },
      signal,
    )
  } finally {
    await source.close()
  }
}

/** Options of the prompt; each has a default. */
export interface PrepareOptions {
  /** Default 8,000. */
  readonly maxPromptTokens?: number
  /** Language of the answer, BCP 47. Default `en`. */
  readonly locale?: string
  /** Folder with your own templates. */
  readonly promptDir?: string
}

/** Step two: the prompt that has a model explain the facts, within its limit, without secrets. */
export const prepareForLlm = (
  { facts }: Pick<QueryResult, 'facts'>,
  { maxPromptTokens = 8000, locale = 'en', promptDir = '' }: PrepareOptions = {},
): BuiltPrompt =>
  openPrompt({ maxPromptTokens, locale, promptDir }, () => randomUUID().slice(0, 8))(facts)

/**
 * Step three: asks the model. A model that gives no answer is no exception: `failed` is true, the reason is in
 * `explanation.note`, and the facts stand without words.
 */
export const analyzeErrors = async (
  { facts }: Pick<QueryResult, 'facts'>,
  prompt: BuiltPrompt,
  {
    signal = never,
    log = silent,
    ...model
  }: ModelOptions & {
    readonly signal?: AbortSignal
    readonly log?: Logger
  },
): Promise<Analysis> =>
  explain(facts, prompt, createModel(model, log, clock), `lookout-${randomUUID()}`, signal)
