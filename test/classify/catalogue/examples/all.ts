import type { Examples } from '../wrap.ts'
import {
  DASHSCOPE_EXAMPLES,
  DEEPSEEK_EXAMPLES,
  MOONSHOT_EXAMPLES,
  VOLCENGINE_EXAMPLES,
  ZHIPU_EXAMPLES,
} from './chinese.ts'
import { BEDROCK_EXAMPLES, GEMINI_EXAMPLES, VERTEX_EXAMPLES } from './clouds.ts'
import { PROXY_EXAMPLES } from './guardrails-proxy.ts'
import { LITELLM_EXAMPLES } from './litellm.ts'
import { ANTHROPIC_EXAMPLES, AZURE_EXAMPLES, OPENAI_EXAMPLES } from './openai-azure-anthropic.ts'
import { OTHER_EXAMPLES } from './others.ts'
import { SHARED_EXAMPLES } from './shared.ts'

export const ALL_EXAMPLES: Examples = {
  ...LITELLM_EXAMPLES,
  ...PROXY_EXAMPLES,
  ...SHARED_EXAMPLES,
  ...OPENAI_EXAMPLES,
  ...AZURE_EXAMPLES,
  ...ANTHROPIC_EXAMPLES,
  ...BEDROCK_EXAMPLES,
  ...GEMINI_EXAMPLES,
  ...VERTEX_EXAMPLES,
  ...DEEPSEEK_EXAMPLES,
  ...MOONSHOT_EXAMPLES,
  ...ZHIPU_EXAMPLES,
  ...DASHSCOPE_EXAMPLES,
  ...VOLCENGINE_EXAMPLES,
  ...OTHER_EXAMPLES,
}
