import { createHash } from 'node:crypto'

/** A model of the demo's proxy: what callers ask for, and what stands behind it. */
export interface Deployment {
  /** The public name, LiteLLM's model_group. */
  readonly name: string
  readonly provider: string
  /** The provider's own name for it, as LiteLLM writes it to `model`. */
  readonly model: string
  readonly apiBase: string
  /** Dollars for a thousand tokens, roughly. */
  readonly price: number
  readonly callType: 'acompletion' | 'aembedding'
  readonly weight: number
}

export interface Team {
  readonly id: string
  readonly alias: string
}

export interface ApiKey {
  readonly alias: string
  /** What LiteLLM stores in place of the key: its sha256. */
  readonly hash: string
  readonly team: Team
  readonly user: string
  readonly weight: number
}

const chat = (
  provider: string,
  name: string,
  model: string,
  apiBase: string,
  price: number,
  weight: number,
): Deployment => ({ provider, name, model, apiBase, price, weight, callType: 'acompletion' })

export const deployments: readonly Deployment[] = [
  chat('openai', 'gpt-4.1-mini', 'gpt-4.1-mini', 'https://api.openai.com', 0.0008, 20),
  chat('azure', 'gpt-4.1', 'gpt-41-prod', 'https://northwind-eu.openai.azure.com', 0.004, 16),
  chat('anthropic', 'claude-sonnet', 'claude-sonnet-4-5', 'https://api.anthropic.com', 0.006, 18),
  chat(
    'bedrock',
    'claude-haiku',
    'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
    'https://bedrock-runtime.eu-central-1.amazonaws.com',
    0.002,
    10,
  ),
  chat(
    'vertex_ai',
    'gemini-pro',
    'gemini-2.5-pro',
    'https://europe-west4-aiplatform.googleapis.com',
    0.004,
    8,
  ),
  chat(
    'gemini',
    'gemini-flash',
    'gemini-2.5-flash',
    'https://generativelanguage.googleapis.com',
    0.0006,
    12,
  ),
  chat('groq', 'llama-70b', 'llama-3.3-70b-versatile', 'https://api.groq.com', 0.0007, 5),
  chat('mistral', 'mistral-large', 'mistral-large-latest', 'https://api.mistral.ai', 0.003, 5),
  chat('hosted_vllm', 'qwen3-32b', 'Qwen/Qwen3-32B', 'http://vllm-1.internal:8000/v1', 0, 7),
  chat('ollama', 'llama-local', 'llama3.2', 'http://ollama.internal:11434', 0, 3),
  {
    provider: 'openai',
    name: 'embed-small',
    model: 'text-embedding-3-small',
    apiBase: 'https://api.openai.com',
    price: 0.00002,
    callType: 'aembedding',
    weight: 14,
  },
]

const team = (alias: string): Team => ({
  id: createHash('sha256').update(`demo team ${alias}`).digest('hex').slice(0, 32),
  alias,
})

const search = team('Search')
const support = team('Support Bot')
const data = team('Data Platform')
const mobile = team('Mobile')
const research = team('Research')
export const teams: readonly Team[] = [search, support, data, mobile, research]

const key = (alias: string, of: Team, user: string, weight: number): ApiKey => ({
  alias,
  hash: createHash('sha256').update(`demo key ${alias}`).digest('hex'),
  team: of,
  user,
  weight,
})

export const keys: readonly ApiKey[] = [
  key('search-prod', search, 'svc-search', 22),
  key('search-reindex', search, 'svc-search', 6),
  key('support-bot-prod', support, 'svc-support', 20),
  key('support-bot-staging', support, 'svc-support', 3),
  key('nightly-etl', data, 'svc-etl', 9),
  key('data-notebooks', data, 'mira', 4),
  key('warehouse-tagging', data, 'svc-etl', 5),
  key('mobile-ios', mobile, 'svc-mobile', 12),
  key('mobile-android', mobile, 'svc-mobile', 13),
  key('research-evals', research, 'tomas', 5),
  key('research-agents', research, 'ines', 4),
  key('internal-chat', research, 'svc-chat', 8),
]

/** The deployment of this public name. Throws when the cast has none. */
export const deploymentNamed = (name: string): Deployment => {
  const found = deployments.find((deployment) => deployment.name === name)
  if (found === undefined) throw new Error(`no deployment is named ${name}`)
  return found
}
