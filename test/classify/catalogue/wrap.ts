import type { CatalogueInput } from '../../../src/classify/catalogue/catalogue.ts'

/** Class and status (`RateLimitError 429`; `-` for none), then texts: what the provider or the proxy says. */
export type Spec = readonly [head: string, ...texts: string[]]
export type Examples = Readonly<Record<string, readonly CatalogueInput[]>>

const repr = (value: unknown): string => {
  if (typeof value === 'string') {
    const text = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
    return text.includes("'") && !text.includes('"')
      ? `"${text}"`
      : `'${text.replaceAll("'", "\\'")}'`
  }
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${repr(key)}: ${repr(inner)}`)
      .join(', ')}}`
  }
  return String(value)
}

/** As Python's json.dumps writes it. */
const ascii = (json: string): string =>
  json.replaceAll(
    /[^\u0020-\u007e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** As Python shows bytes. */
const bytesOf = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll(/[^\u0020-\u007e]+/g, (part) =>
      [...Buffer.from(part)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
    )

const suffixes = {
  received:
    '. Received Model Group=chat\nAvailable Model Group Fallbacks=None LiteLLM Retried: 1 times, LiteLLM Max Retries: 2',
  // What a fallback said must not decide.
  fallback:
    "No fallback model group found for original model_group=chat. Fallbacks=[{'a': ['b']}]. Error doing the fallback: litellm.RateLimitError: Rate limit exceeded for api_key: 5e1f. Limit type: requests.",
  newer:
    "\n\nLiteLLM: model group 'chat' failed with the error above. Fallback to spare also failed: litellm.Timeout: APITimeoutError - Request timed out. Error_str: Request timed out.",
}

const readHead = (
  head: string,
): { readonly errorClass: string; readonly status: string | undefined } => {
  const [errorClass = '', status = '-'] = head.split(' ')
  return { errorClass, status: status === '-' ? undefined : status }
}

/** Every shape in which an error of a provider stands in the tables. A text that begins with `{` is a whole body. */
const fromProvider = (name: string, head: string, text: string): readonly CatalogueInput[] => {
  const { errorClass, status } = readHead(head)
  const body = text.startsWith('{')
    ? text
    : JSON.stringify({ error: { message: text, type: 'some_error', param: null, code: null } })
  const as = (message: string): CatalogueInput => ({ message, errorClass, status })
  const bytes = `b'${bytesOf(body)}'`
  return [
    as(`litellm.${errorClass}: ${errorClass}: ${name}Exception - ${text}`),
    as(`litellm.${errorClass}: ${name}Exception - ${ascii(body)}${suffixes.received}`),
    as(
      `litellm.${errorClass}: litellm.${errorClass}: ${name}Exception - Error code: ${status} - ${repr(JSON.parse(body))}${suffixes.fallback}`,
    ),
    as(`litellm.${errorClass}: ${name}Exception - ${bytes}${suffixes.newer}`),
    {
      message: `litellm.ServiceUnavailableError: litellm.MidStreamFallbackError: litellm.${errorClass}: ${name}Exception - ${bytes} Original exception: ${errorClass}: litellm.${errorClass}: ${name}Exception - Request timed out`,
      errorClass: 'MidStreamFallbackError',
      status: '503',
    },
  ]
}

/** As OpenRouter passes on what the provider behind it said. */
export const throughOpenRouter = (head: string, text: string): CatalogueInput => {
  const { errorClass, status } = readHead(head)
  const raw = {
    error: { message: 'Provider returned error', code: Number(status), metadata: { raw: text } },
  }
  return {
    message: `litellm.${errorClass}: ${errorClass}: OpenrouterException - ${JSON.stringify(raw)}`,
    errorClass,
    status,
  }
}

const fromProxy = (head: string, text: string): readonly CatalogueInput[] => {
  const { errorClass, status } = readHead(head)
  return [
    { message: text, errorClass, status },
    { message: `${text}${suffixes.newer}`, errorClass: `litellm.proxy.${errorClass}`, status },
    ...(status === undefined
      ? []
      : [{ message: `${status}: ${repr({ error: text })}`, errorClass, status }]),
  ]
}

const all = (
  specs: Readonly<Record<string, Spec>>,
  wrap: (head: string, text: string) => readonly CatalogueInput[],
): Examples =>
  Object.fromEntries(
    Object.entries(specs).map(([id, [head, ...texts]]) => [
      id,
      texts.flatMap((text) => wrap(head, text)),
    ]),
  )

/** `name` as LiteLLM writes it before `Exception`. */
export const provider = (name: string, specs: Readonly<Record<string, Spec>>): Examples =>
  all(specs, (head, text) => fromProvider(name, head, text))

export const proxy = (specs: Readonly<Record<string, Spec>>): Examples => all(specs, fromProxy)
