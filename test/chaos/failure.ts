import type { Random } from '../../src/demo/traffic/random.ts'
import type { SourceTable } from '../../src/domain/event.ts'
import { errorLog, failureMetadata, hashOf, spendFailure } from '../support/litellm-rows.ts'

/** One row that says that a request failed. Times in the run's fast epoch milliseconds. */
export interface Failure {
  readonly table: SourceTable
  readonly id: string
  readonly start: number
  /** When it failed: the row's endTime. */
  readonly time: number
  readonly model: string
  readonly team: string
  readonly status: string
  readonly errorClass: string
  readonly message: string
  /** Rows of the two tables with one number are one failure. */
  readonly number: number
}

/** A row that is in the table: no reader saw it before `after`, every reader since `by`. Real epoch milliseconds. */
export interface Written extends Failure {
  readonly after: number
  readonly by: number
}

export const models: readonly string[] = ['gpt-4o', 'claude-sonnet', 'gemini-pro', 'llama-70b']
const teams: readonly string[] = ['Search', 'Support', 'Research']

const kinds = [
  { code: '503', errorClass: 'ServiceUnavailableError', says: 'OpenAIException - overloaded' },
  { code: '429', errorClass: 'RateLimitError', says: 'AzureException - too many requests' },
  { code: '408', errorClass: 'Timeout', says: 'Connection timed out after 600.0 seconds' },
  { code: '400', errorClass: 'ContextWindowExceededError', says: 'the prompt is too long' },
  { code: '401', errorClass: 'AuthenticationError', says: 'invalid key given' },
]

/** A failure at a fast moment that took so long. Its message is its own, so that only its twin is like it. */
export const failureAt = (
  random: Random,
  about: {
    readonly number: number
    readonly time: number
    readonly took: number
    readonly model: string
  },
): Failure => {
  const kind = random.pick(kinds)
  return {
    table: 'SpendLogs',
    id: random.uuid(),
    start: about.time - about.took,
    time: about.time,
    model: about.model,
    team: random.pick(teams),
    status: kind.code,
    errorClass: kind.errorClass,
    message: `litellm.${kind.errorClass}: ${kind.says}, request ${about.number}`,
    number: about.number,
  }
}

/** The same failure as the other table has it: another id, and a moment that is a little off. */
export const twinOf = (random: Random, failure: Failure): Failure => {
  const off = random.between(-900, 900)
  const [start, time] = [failure.start + off, failure.time + off]
  return { ...failure, table: 'ErrorLogs', id: random.uuid(), start, time }
}

/** As LiteLLM writes it. `now`: the fast moment of insertion. */
export const rowOf = (failure: Failure, now: number) =>
  failure.table === 'ErrorLogs'
    ? errorLog(failure.time, {
        request_id: failure.id,
        startTime: failure.start,
        model_group: failure.model,
        exception_type: failure.errorClass,
        exception_string: failure.message,
        status_code: failure.status,
      })
    : spendFailure(failure.time, {
        request_id: failure.id,
        api_key: hashOf(`sk-${failure.team}`),
        startTime: failure.start,
        created_at: now,
        model_group: failure.model,
        team_id: failure.team.toLowerCase(),
        metadata: {
          ...failureMetadata({
            error_code: failure.status,
            error_class: failure.errorClass,
            error_message: failure.message,
          }),
          user_api_key_alias: `${failure.team} key`,
          user_api_key_team_id: failure.team.toLowerCase(),
          user_api_key_team_alias: failure.team,
        },
      })
