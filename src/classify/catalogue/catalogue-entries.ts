import { LITELLM_ACCESS } from './entries/litellm/litellm-access.ts'
import { LITELLM_BUDGETS } from './entries/litellm/litellm-budgets.ts'
import { PROXY_DATABASE } from './entries/litellm/litellm-database.ts'
import { LITELLM_GUARDRAILS } from './entries/litellm/litellm-guardrails.ts'
import { LITELLM_KEYS } from './entries/litellm/litellm-keys.ts'
import { LITELLM_LIMITS } from './entries/litellm/litellm-limits.ts'
import { PROXY } from './entries/litellm/litellm-proxy.ts'
import { LITELLM_REQUESTS } from './entries/litellm/litellm-requests.ts'
import { LITELLM_ROUTER } from './entries/litellm/litellm-router.ts'
import { LITELLM_UPSTREAM } from './entries/litellm/litellm-upstream.ts'
import { ANTHROPIC } from './entries/providers/anthropic.ts'
import { ANTHROPIC_REQUESTS } from './entries/providers/anthropic-requests.ts'
import { AZURE } from './entries/providers/azure.ts'
import { AZURE_ACCESS } from './entries/providers/azure-access.ts'
import { BEDROCK } from './entries/providers/bedrock.ts'
import { BEDROCK_ACCESS } from './entries/providers/bedrock-access.ts'
import { COHERE } from './entries/providers/cohere.ts'
import { DASHSCOPE } from './entries/providers/dashscope.ts'
import { DEEPSEEK } from './entries/providers/deepseek.ts'
import { GEMINI } from './entries/providers/gemini.ts'
import { GEMINI_REQUESTS } from './entries/providers/gemini-requests.ts'
import { GROQ } from './entries/providers/groq.ts'
import { MISTRAL } from './entries/providers/mistral.ts'
import { MOONSHOT } from './entries/providers/moonshot.ts'
import { OLLAMA } from './entries/providers/ollama.ts'
import { OPENAI } from './entries/providers/openai.ts'
import { OPENAI_ACCOUNT } from './entries/providers/openai-account.ts'
import { OPENROUTER } from './entries/providers/openrouter.ts'
import { OTHER_PROVIDERS } from './entries/providers/other-providers.ts'
import { TOGETHER } from './entries/providers/together.ts'
import { VERTEX } from './entries/providers/vertex.ts'
import { VLLM_SGLANG } from './entries/providers/vllm-sglang.ts'
import { VOLCENGINE } from './entries/providers/volcengine.ts'
import { ZHIPU } from './entries/providers/zhipu.ts'
import { ZHIPU_ACCOUNT } from './entries/providers/zhipu-account.ts'
import { PROVIDER_ACCOUNTS } from './entries/shared/any-provider-accounts.ts'
import { PROVIDER_FAILURES } from './entries/shared/any-provider-failures.ts'
import { BROKEN_ANSWERS } from './entries/shared/broken-answers.ts'
import { MESSAGES } from './entries/shared/messages.ts'
import { NETWORK } from './entries/shared/network.ts'
import { PARAMETERS } from './entries/shared/parameters.ts'
import type { CatalogueEntry, CatalogueFamily } from './entry.ts'

/** All that Lookout ships, in the order of the documentation's page. */
export const CATALOGUE_FAMILIES: readonly CatalogueFamily[] = [
  LITELLM_KEYS,
  LITELLM_ACCESS,
  LITELLM_BUDGETS,
  LITELLM_LIMITS,
  LITELLM_ROUTER,
  LITELLM_REQUESTS,
  LITELLM_GUARDRAILS,
  LITELLM_UPSTREAM,
  PROXY_DATABASE,
  PROXY,
  NETWORK,
  BROKEN_ANSWERS,
  PARAMETERS,
  MESSAGES,
  PROVIDER_ACCOUNTS,
  PROVIDER_FAILURES,
  OPENAI_ACCOUNT,
  OPENAI,
  AZURE,
  AZURE_ACCESS,
  ANTHROPIC,
  ANTHROPIC_REQUESTS,
  BEDROCK,
  BEDROCK_ACCESS,
  GEMINI,
  GEMINI_REQUESTS,
  VERTEX,
  MISTRAL,
  COHERE,
  DEEPSEEK,
  MOONSHOT,
  ZHIPU,
  ZHIPU_ACCOUNT,
  DASHSCOPE,
  VOLCENGINE,
  OPENROUTER,
  GROQ,
  TOGETHER,
  OTHER_PROVIDERS,
  VLLM_SGLANG,
  OLLAMA,
]

export const CATALOGUE_ENTRIES: readonly CatalogueEntry[] = CATALOGUE_FAMILIES.flatMap(
  ({ entries }) => entries,
)
