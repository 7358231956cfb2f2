import { keyRule, type Rule, randomLooking } from './redaction-rule.ts'

const WORDS = '[A-Za-z0-9_-]'
const ALNUM = '[A-Za-z0-9]'

/** `sk-1234`, the master key of LiteLLM's own examples, is short; longer ones look random. */
const skKey = (key: string): boolean => {
  const rest = key.slice(3)
  return /^[A-Za-z0-9]*\d/.test(rest) || (rest.length >= 16 && randomLooking(rest))
}

/**
 * Keys that can be recognized by their beginning. The more specific come first: what is replaced is not seen by later
 * rules. Keys without a form of their own are found by the text before them (context-rules.ts).
 */
export const keyRules: readonly Rule[] = [
  keyRule('anthropic key', 'sk-ant-', `${WORDS}{16,}`),
  keyRule('openrouter key', 'sk-or-', `${WORDS}{16,}`),
  keyRule('langfuse key', 'sk-lf-', `${WORDS}{16,}`),
  keyRule('langfuse key', 'pk-lf-', `${WORDS}{16,}`),
  keyRule('openai key', 'sk-proj-', `${WORDS}{16,}`, randomLooking),
  keyRule('openai key', 'sk-svcacct-', `${WORDS}{16,}`, randomLooking),
  keyRule('openai key', 'sk-admin-', `${WORDS}{16,}`, randomLooking),
  // Of OpenAI, LiteLLM itself, DeepSeek, Moonshot, DashScope and others: they cannot be distinguished.
  keyRule('api key', 'sk-', `${WORDS}{4,}(?!\\*|\\.{2})`, skKey),
  keyRule('api key', 'sk_', '[A-Za-z0-9_]{20,}', randomLooking),
  keyRule('google key', 'AIza', `${WORDS}{30,}`),
  keyRule('google key', 'AQ.', `${WORDS}{36,}`, randomLooking),
  keyRule('google token', 'ya29.', '[A-Za-z0-9._-]{20,}'),
  keyRule('google secret', 'GOCSPX-', `${WORDS}{20,}`),
  keyRule('groq key', 'gsk_', `${ALNUM}{20,}`),
  keyRule('xai key', 'xai-', `${ALNUM}{32,}`),
  keyRule('hugging face token', 'hf_', `${ALNUM}{20,}`),
  keyRule('hugging face token', 'api_org_', `${ALNUM}{20,}`),
  keyRule('replicate token', 'r8_', `${ALNUM}{24,}`),
  keyRule('perplexity key', 'pplx-', `${ALNUM}{24,}`),
  keyRule('nvidia key', 'nvapi-', `${WORDS}{24,}`, randomLooking),
  keyRule('fireworks key', 'fw_', `${ALNUM}{20,}`),
  keyRule('together key', 'tgp_', `${WORDS}{20,}`),
  keyRule('cohere key', 'co-', `${ALNUM}{32,}`, randomLooking),
  keyRule('cerebras key', 'csk-', `${ALNUM}{24,}`),
  keyRule('voyage key', 'pa-', `${WORDS}{36,}`, randomLooking),
  keyRule('jina key', 'jina_', `${WORDS}{24,}`),
  keyRule('anyscale key', 'esecret_', `${ALNUM}{16,}`),
  keyRule('predibase token', 'pb_', `${WORDS}{20,}`, randomLooking),
  keyRule('friendli token', 'flp_', `${ALNUM}{20,}`),
  keyRule('vercel key', 'vck_', `${ALNUM}{20,}`),
  keyRule('runpod key', 'rpa_', `${ALNUM}{24,}`),
  keyRule('tavily key', 'tvly-', `${WORDS}{16,}`),
  keyRule('langsmith key', 'lsv2_', `${WORDS}{24,}`),
  keyRule('pinecone key', 'pcsk_', `${WORDS}{24,}`),
  keyRule('baidu key', 'bce-v3/', '[A-Za-z0-9/_-]{24,}'),
  keyRule('meta llama key', 'LLM|', `\\d+\\|${WORDS}{16,}`),
  keyRule('databricks token', 'dapi', '[0-9a-f]{32}(?:-\\d)?(?![A-Za-z0-9])'),
  keyRule('bedrock key', 'ABSK', '[A-Za-z0-9+/]{60,}={0,2}'),
  keyRule('bedrock key', 'bedrock-api-key-', '[A-Za-z0-9+/=_-]{24,}'),
  {
    kind: 'azure key',
    hints: ['JQQJ9'],
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{30,60}JQQJ9[A-Za-z0-9]{12,40}/g,
  },
  {
    kind: 'azure client secret',
    hints: ['Q~'],
    pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{30,40}/g,
  },
  {
    // Zhipu and Ollama: an id and a secret with a dot between.
    kind: 'api key',
    hints: ['.'],
    pattern:
      /(?<![A-Za-z0-9])[0-9a-f]{32}\.(?=[A-Za-z0-9_-]{0,23}[A-Z0-9])[A-Za-z0-9_-]{16,24}(?![A-Za-z0-9])/g,
    accept: (key) => randomLooking(key.slice(33)),
  },
  {
    kind: 'aws secret key',
    hints: ['AKIA', 'ASIA'],
    pattern:
      /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}[\s:,;|/"']{1,4}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
  },
  {
    kind: 'aws key id',
    hints: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'github token',
    hints: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'glpat-'],
    pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{18,})/g,
  },
  {
    kind: 'slack token',
    hints: ['xox', 'xapp-'],
    pattern: /(?<![A-Za-z0-9])(?:xox[a-z](?:\.xox[a-z])?|xapp)-[A-Za-z0-9-]{10,}/g,
    accept: randomLooking,
  },
  {
    kind: 'telegram token',
    hints: [':AA'],
    pattern: /(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g,
  },
  {
    kind: 'package token',
    hints: ['npm_', 'pypi-Ag', 'dop_v1_', 'SG.'],
    pattern:
      /(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{36}|pypi-Ag[\w-]{50,}|dop_v1_[0-9a-f]{64}|SG\.[\w-]{16,32}\.[\w-]{32,64})/g,
  },
]
