import type { ApiKey, Deployment } from '../traffic/cast.ts'
import { deploymentNamed, deployments, keys } from '../traffic/cast.ts'
import type { FailureKind } from '../traffic/failure-kind.ts'
import type { Random } from '../traffic/random.ts'

/** One row of `"LiteLLM_SpendLogs"`, the columns the proxy fills. Times as ISO 8601 in UTC, without a zone. */
export interface SpendRow {
  readonly request_id: string
  readonly call_type: string
  readonly api_key: string
  readonly spend: number
  readonly total_tokens: number
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly startTime: string
  readonly endTime: string
  readonly model: string
  readonly model_group: string
  readonly custom_llm_provider: string
  readonly api_base: string
  readonly user: string
  readonly metadata: object
  readonly team_id: string
  readonly end_user: string
  readonly status: 'success' | 'failure'
  readonly request_duration_ms: number
}

/** The tables' timestamps have no zone and are UTC. */
const stamp = (time: number): string => new Date(time).toISOString().slice(0, -1)

const keyMetadata = (key: ApiKey): object => ({
  user_api_key: key.hash,
  user_api_key_alias: key.alias,
  user_api_key_team_id: key.team.id,
  user_api_key_team_alias: key.team.alias,
  user_api_key_user_id: key.user,
})

export const successRow = (random: Random, time: number): SpendRow => {
  const deployment = random.weighted(deployments)
  const key = random.weighted(keys)
  const prompt = random.between(40, 6000)
  const completion = deployment.callType === 'aembedding' ? 0 : random.between(5, 900)
  const took = random.between(180, 400) + completion * 12
  return {
    request_id: `chatcmpl-${random.uuid()}`,
    call_type: deployment.callType,
    api_key: key.hash,
    spend: ((prompt + completion) / 1000) * deployment.price,
    total_tokens: prompt + completion,
    prompt_tokens: prompt,
    completion_tokens: completion,
    startTime: stamp(time - took),
    endTime: stamp(time),
    model: deployment.model,
    model_group: deployment.name,
    custom_llm_provider: deployment.provider,
    api_base: deployment.apiBase,
    user: key.user,
    metadata: { ...keyMetadata(key), status: 'success' },
    team_id: key.team.id,
    end_user: '',
    status: 'success',
    request_duration_ms: took,
  }
}

const traceback = (kind: FailureKind, lastLine: string): string =>
  [
    'Traceback (most recent call last):',
    '  File "/app/litellm/proxy/proxy_server.py", line 5190, in chat_completion',
    '    result = await base_llm_response_processor.base_process_llm_request(',
    '  File "/app/litellm/router.py", line 1207, in acompletion',
    '    raise e',
    `${kind.errorClass}: ${lastLine.split('\n', 1)[0]}`,
  ].join('\n')

const keyFor = (kind: FailureKind, random: Random): ApiKey =>
  random.weighted(keys.filter((key) => kind.keys?.includes(key.alias) ?? true))

const deploymentFor = (kind: FailureKind, random: Random): Deployment =>
  deploymentNamed(random.pick(kind.models))

/**
 * A failed request. As LiteLLM of this age writes it: start and end are both the moment of the failure, the
 * provider stands only in the error information, and costs and tokens are nil.
 */
export const failureRow = (kind: FailureKind, random: Random, time: number): SpendRow => {
  const key = keyFor(kind, random)
  const deployment = deploymentFor(kind, random)
  const attempt = { deployment, key, time }
  const message = kind.message(random, attempt)
  return {
    request_id: random.uuid(),
    call_type: '',
    api_key: kind.anonymous ? '' : key.hash,
    spend: 0,
    total_tokens: 0,
    prompt_tokens: 0,
    completion_tokens: 0,
    startTime: stamp(time),
    endTime: stamp(time),
    model: deployment.name,
    model_group: deployment.name,
    custom_llm_provider: '',
    api_base: '',
    user: kind.anonymous ? '' : key.user,
    metadata: {
      ...(kind.anonymous ? {} : keyMetadata(key)),
      status: 'failure',
      error_information: {
        error_code: kind.code,
        error_class: kind.errorClass,
        llm_provider: kind.ofProxy ? '' : deployment.provider,
        error_message: message,
        traceback: traceback(kind, kind.lastLine?.(random, attempt) ?? message),
      },
    },
    team_id: kind.anonymous ? '' : key.team.id,
    end_user: '',
    status: 'failure',
    request_duration_ms: 0,
  }
}
