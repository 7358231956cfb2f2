import { stringify } from 'yaml'
import { groupName } from './names.ts'
import { answers } from './provider-answers.ts'

/** A deployment of a model group, as config.yaml's `litellm_params` has it. */
interface Deployment {
  readonly model: string
  readonly api_base?: string
  readonly [parameter: string]: unknown
}

export interface Addresses {
  readonly provider: (behaviour: string) => string
  /** A port that nobody listens on. */
  readonly refused: string
}

/** Through which of the proxy's clients a behaviour is played; OpenAI's, unless its name says otherwise. */
const clientOf = (behaviour: string): string => {
  if (/anthropic|overloaded/.test(behaviour)) return 'anthropic/claude-3-5-sonnet-20240620'
  if (/gemini/.test(behaviour)) return 'gemini/gemini-2.0-flash'
  if (/azure/.test(behaviour)) return 'azure/gpt-4o'
  return 'openai/gpt-4o'
}

/** One group for each behaviour under its own name, and those that need more than a behaviour. */
const deployments = ({
  provider,
  refused,
}: Addresses): readonly (readonly [string, Deployment])[] => {
  const at = (behaviour: string, more: Readonly<Record<string, unknown>> = {}): Deployment => {
    const model = clientOf(behaviour)
    const base = provider(behaviour)
    const isOpenai = model.startsWith('openai/')
    return {
      model,
      api_key: 'sk-played-0000',
      api_base: isOpenai ? `${base}/v1` : base,
      ...(model.startsWith('azure/') ? { api_version: '2024-10-21' } : {}),
      // Each request shall meet its provider; what a cooldown does has a group of its own.
      cooldown_time: 0.001,
      timeout: 20,
      ...more,
    }
  }
  const own = Object.keys(answers).map((name) => [name, at(name)] as const)
  const cooling = { cooldown_time: 600 }
  return [
    ...own,
    ['slow', at('hang', { timeout: 1 })],
    ['slow with retries', at('hang', { timeout: 1, num_retries: 2 })],
    ['slow stream', at('hanging-stream', { timeout: 2, stream_timeout: 2 })],
    ['retried', at('server-error', { num_retries: 2 })],
    ['refused', at('good', { api_base: refused })],
    ['unresolved', at('good', { api_base: 'http://no-such-host.invalid/v1' })],
    ['cooling', at('rate-limit', cooling)],
    ['cooling', at('rate-limit', { ...cooling, model: 'openai/gpt-4o-mini' })],
    ['rescued', at('server-error')],
    ['rescued after timeout', at('hang', { timeout: 1 })],
    ['not rescued', at('server-error')],
    ['not rescued by a limit', at('rate-limit')],
    ['embedding', { ...at('server-error'), model: 'openai/text-embedding-3-small' }],
    ['image', { ...at('server-error'), model: 'openai/dall-e-3' }],
    ['image refused', { ...at('openai-policy'), model: 'openai/dall-e-3' }],
    ['speech', { ...at('rate-limit'), model: 'openai/tts-1' }],
    ['moderation', { ...at('bad-key'), model: 'openai/omni-moderation-latest' }],
    ['rerank', { ...at('server-error'), model: 'cohere/rerank-english-v3.0' }],
  ]
}

const fallbacks = [
  ['rescued', 'good'],
  ['rescued after timeout', 'good'],
  ['not rescued', 'unavailable'],
  ['not rescued by a limit', 'azure-rate-limit'],
].map(([from = '', to = '']) => ({ [groupName(from)]: [groupName(to)] }))

/** The proxy's config.yaml. Its hooks and guardrails are the Python file beside it. */
export const configYaml = (addresses: Addresses, masterKey: string): string => {
  const guardrail = (guardrail_name: string, more: Readonly<Record<string, unknown>>) => ({
    guardrail_name,
    litellm_params: { mode: 'pre_call', ...more },
  })
  const config = {
    model_list: deployments(addresses).map(([name, litellm_params]) => ({
      model_name: groupName(name),
      litellm_params,
    })),
    router_settings: { num_retries: 0, fallbacks },
    litellm_settings: { num_retries: 0, telemetry: false, callbacks: ['hooks.faulty_hook'] },
    general_settings: { master_key: masterKey, proxy_batch_write_at: 1 },
    files_settings: [
      {
        custom_llm_provider: 'openai',
        api_base: `${addresses.provider('server-error')}/v1`,
        api_key: 'sk-played-0000',
      },
    ],
    guardrails: [
      guardrail('guard-refuse', { guardrail: 'hooks.RefusingGuardrail' }),
      guardrail('guard-raise', { guardrail: 'hooks.RaisingGuardrail' }),
      guardrail('guard-words', {
        guardrail: 'litellm_content_filter',
        blocked_words: [{ keyword: 'forbidden-word', action: 'BLOCK' }],
      }),
    ],
  }
  // As YAML 1.1, which the proxy reads: in it a bare 2024-10-21 would be a date.
  return stringify(config, { version: '1.1' })
}
