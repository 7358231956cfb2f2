import type { Facts } from '../../domain/facts.ts'
import { alertText } from '../alert-text.ts'

/** Everything in the facts that has a name, and every text, to look sentences up in. */
export interface KnownNames {
  /** Names that may stand in a sentence as they are, longest first. */
  readonly names: readonly string[]
  /** Lower case: each word, and each part of a name. */
  readonly words: ReadonlySet<string>
  /** Lower case, all of them together. */
  readonly all: string
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}._:@/-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu

const wordsOf = (text: string): readonly string[] =>
  [...text.toLowerCase().matchAll(WORD)].flatMap(([word]) => [word, ...word.split(/[/@:]/)])

/** A name that is a sentence in disguise ("0 failures") would take numbers past the check. */
const maskable = (name: string): boolean =>
  name.length >= 2 && /\p{L}/u.test(name) && (!/\s/.test(name) || !/\d/.test(name))

export const namesOf = (facts: Facts): KnownNames => {
  const samples = facts.groups.flatMap((group) => group.samples)
  const counted = [
    facts.byModel,
    facts.byProvider,
    facts.byKey,
    facts.byTeam,
    facts.byErrorType,
    ...facts.groups.flatMap(({ models, providers, keys, teams }) => [
      models,
      providers,
      keys,
      teams,
    ]),
  ].flatMap((counts) => counts.map(({ name }) => name))
  const named = [
    ...counted,
    ...facts.groups.map(({ errorType }) => errorType),
    ...samples.flatMap(({ requestId, model, keyName }) => [requestId, model, keyName]),
    facts.instance,
    ...(facts.alert === undefined ? [] : [facts.alert.rule]),
    ...(facts.requests?.byModel ?? []).map(({ name }) => name),
  ]
  const names = named.filter((name) => name !== null)
  const texts = [
    ...names,
    ...facts.groups.flatMap(({ title, template, status }) => [title, template, status ?? '']),
    ...(facts.gone ?? []).map(({ title }) => title),
    ...samples.map(({ message }) => message),
    ...(facts.alert === undefined ? [] : [alertText(facts)]),
  ]
  return {
    names: [...new Set(names)].filter(maskable).sort((a, b) => b.length - a.length),
    words: new Set(texts.flatMap(wordsOf)),
    all: texts.join('\n').toLowerCase(),
  }
}

/** Stands where a known name stood. */
export const MASKED = '\u2402'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text with every known name taken out, so that the numbers inside names are not judged as numbers. */
export const withoutNames = (text: string, { names }: KnownNames): string => {
  const lower = text.toLowerCase()
  const here = names.filter((name) => lower.includes(name.toLowerCase()))
  if (here.length === 0) return text
  // No letter or digit may touch it: `gpt-4o` is not in `gpt-4o-mini`.
  const pattern = `(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}][-./])(?:${here.map(escaped).join('|')})(?![\\p{L}\\p{N}_]|[-./:][\\p{L}\\p{N}])`
  return text.replace(new RegExp(pattern, 'giu'), MASKED)
}

/** Makers and families of models: one that is not in the facts is an invention, however it is written. */
const FAMILIES =
  /(?<![\p{L}\p{N}_-])(?:open ?ai|chatgpt|gpt|anthropic|claude|sonnet|haiku|opus|google|gemini|gemma|vertex(?: ?ai)?|palm|mistral|mixtral|codestral|llama|meta ai|cohere|command-r|groq|grok|xai|deepseek|qwen|dashscope|moonshot|kimi|zhipu|glm|ernie|baidu|doubao|volcengine|bedrock|aws|amazon|titan|nova pro|azure|microsoft|phi-\d|fireworks|together ai|replicate|perplexity|nvidia nim|databricks|watsonx|huggingface|hugging face|ollama|vllm|openrouter|cerebras|sambanova|ai21|jamba|dall-?e|whisper|stable diffusion)(?![\p{L}\p{N}_])/giu

/** Words with digits that everybody writes and nobody invents. */
const COMMON =
  /^(?:[1-5]xx|h[12]|http\/?[123](?:\.[01])?|ipv[46]|utf-?8|utf-?16|base64|sha-?\d+|md5|oauth2?|s3|ec2|k8s|p\d\d|x509|tls1?\.?\d?|24\/7|i18n|l[47]|q[1-4]|v\d)$/i

/** LiteLLM's settings: advice names them, and they are not names of anybody's. */
const SETTINGS =
  /^(?:litellm\w*|num_retries|max_retries|retry_policy|retry_after|allowed_fails\w*|cooldown_time|request_timeout|stream_timeout|timeout|default_fallbacks|context_window_fallbacks|content_policy_fallbacks|fallbacks?|enable_pre_call_checks|routing_strategy|router_settings|general_settings|model_list|model_group\w*|model_name|model_info|api_base|api_key|api_version|max_tokens|max_input_tokens|max_completion_tokens|max_parallel_requests|max_budget|soft_budget|budget_duration|rpm|tpm|rpm_limit|tpm_limit|drop_params|config\.yaml|usage-based-routing(?:-v2)?|simple-shuffle|least-busy|latency-based-routing|proxy_batch_write_at|master_key|virtual_keys?|retries|retry)$/i

const ROLES =
  /^(?:platform|ops|sre|infra|infrastructure|security|data|support|on-?call|engineering|product|finance|dev|devops|development|operations|the|this|that|each|every|your|owning|affected|same|responsible|api|llm|proxy|litellm|ai|ml|application|backend|client|calling|one|no|any|all|our|which)$/i

/** Things in a sentence that look like a name, with what made them look so. */
const candidates = (text: string): readonly string[] => [
  ...[...text.matchAll(/`([^`\n]{1,120})`/g)].map(([, name = '']) => name.trim()),
  ...[...text.matchAll(/["“「『']([\w./:@-]{3,120})["”」』']/g)].map(([, name = '']) => name),
  ...[...text.matchAll(WORD)].map(([word]) => word).filter(looksLikeName),
  ...[
    ...text.matchAll(
      /\b(?:key|team|alias|user|customer|deployment|model)s? ["'`“]?([\w][\w.@/-]*[\w])/gi,
    ),
  ]
    .map(([, name = '']) => name)
    .filter((name) => /[_@]|\w-\w|^[A-Z][a-z]+$|^[A-Z]{2,}$/.test(name) && !plainWord(name)),
  ...[...text.matchAll(/(?:密钥|团队|模型|键)\s?["“「]?([\w][\w.@/-]*[\w])/g)].map(
    ([, name = '']) => name,
  ),
  ...[...text.matchAll(/\b([A-Z][\w-]+) team\b/g)].map(([, name = '']) => name),
]

/** Letters and digits together, an underscore, or an error's class. */
const looksLikeName = (word: string): boolean =>
  (/\p{L}/u.test(word) &&
    /\d/.test(word) &&
    !/^\d[\d.,]*(?:k|m|x|h|s|ms|min|mins|d|th|st|nd|rd|kb|mb|gb|[\p{Script=Han}].*)$/iu.test(
      word,
    )) ||
  /\w_\w/.test(word) ||
  /^[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Error|Exception|Timeout)$/.test(word)

/** English joined with hyphens, not a name: no digit, and each part a word that people join so. */
const plainWord = (word: string): boolean =>
  /^(?:(?:re|pre|non|co|multi|sub|over|under|per|self|well|long|short|high|low|rate|time|load|back|fall|cool|on|off|in|out|up|down|server|client|user|model|key|team|provider|request|token|context|budget|third|first|second|root|hard|soft|full|part|real|near|end|by|to|and|of|the|based|limit\w*|side|level|specific|related|wide|facing|owned|term|running|standing|party|call|quota\w*|cause|error|retr\w+|aware|out|off|window|length|lengths|management|rotation|alias|name|usage|traffic|timeouts?|failures?|errors?|requests?|settings?|config\w*)-?)+$/i.test(
    word,
  )

const occurs = (name: string, { words, all }: KnownNames): boolean => {
  const lower = name.toLowerCase().replace(/^[^\p{L}\p{N}<]+|[^\p{L}\p{N}>]+$/gu, '')
  return (
    lower === '' ||
    words.has(lower) ||
    (/\s|[^\w]/.test(lower) && lower.length >= 6 && all.includes(lower))
  )
}

/** The first name of a text that the facts do not hold; null when there is none. `text` without the known names. */
export const foreignName = (text: string, known: KnownNames): string | null => {
  const family = [...text.matchAll(FAMILIES)].find(
    ([name]) => !known.all.includes(name.toLowerCase()),
  )
  if (family !== undefined) return family[0]
  return (
    candidates(text).find(
      (name) =>
        !COMMON.test(name) &&
        !SETTINGS.test(name) &&
        !ROLES.test(name) &&
        !occurs(name, known) &&
        /[\p{L}\p{N}]/u.test(name.replaceAll(MASKED, '')),
    ) ?? null
  )
}
