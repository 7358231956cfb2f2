import { LlmError } from './llm-error.ts'

type ApiKind = 'openai' | 'ollama'

/** Where a model is asked. `shown` is fit for logs: no credentials, no query. */
export interface Endpoint {
  readonly kind: ApiKind
  readonly url: string
  /** Lists the models; costs nothing. */
  readonly modelsUrl: string
  readonly shown: string
  /** From credentials in the URL; '' for none. */
  readonly authorization: string
}

/** A path without its API belongs to an OpenAI-compatible server, also Ollama's: for its own API say `/api/chat`. */
const chatPath = (path: string): string => {
  const bare = path.replace(/\/+$/, '')
  if (/\/chat\/completions$/.test(bare) || /\/api\/chat$/.test(bare)) return bare
  if (/\/api$/.test(bare)) return `${bare}/chat`
  return /\/v\d+(?:beta)?$/.test(bare) ? `${bare}/chat/completions` : `${bare}/v1/chat/completions`
}

/**
 * Finds the API of a URL by its path: `…/api/chat` is Ollama's own, anything else is OpenAI-compatible. A base such as
 * `http://litellm:4000` or `…/v1` gets the rest of the path. Throws LlmError for what is no HTTP URL.
 */
export const endpointOf = (address: string): Endpoint => {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new LlmError('llm.url is not an http or https URL, such as http://litellm:4000')
  }
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  url.username = ''
  url.password = ''
  url.hash = ''
  url.pathname = chatPath(url.pathname)
  const models = new URL(url)
  models.pathname = url.pathname
    .replace(/\/chat\/completions$/, '/models')
    .replace(/\/api\/chat$/, '/api/tags')
  return {
    kind: url.pathname.endsWith('/api/chat') ? 'ollama' : 'openai',
    url: url.href,
    modelsUrl: models.href,
    shown: url.origin + url.pathname,
    authorization:
      credentials === ':' ? '' : `Basic ${Buffer.from(credentials).toString('base64')}`,
  }
}
