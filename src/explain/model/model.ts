import type { Dispatcher } from 'undici'
import type { Clock, Logger } from '../../domain/ports.ts'
import type { LanguageModel, ModelAnswer } from '../model-ports.ts'
import { countTokens } from '../tokens.ts'
import { type Endpoint, endpointOf } from './endpoint.ts'
import { exchange } from './exchange.ts'
import { LlmError, startOf } from './llm-error.ts'
import { AnswerError, parseAnswer } from './model-answer.ts'
import { nextDelay, RETRY_POLICY, type RetryPolicy } from './model-retry.ts'

export interface ModelOptions {
  /** Told apart by the path: see endpointOf. */
  readonly url: string
  /** '' for none. */
  readonly apiKey: string
  readonly model: string
  /** Null leaves it to the model: some accept none but their own. */
  readonly temperature: number | null
  /** Milliseconds for everything: connecting, waiting, reading, all tries. Default 300,000. */
  readonly timeoutMs?: number
  /** Tries after the first. Default 2. */
  readonly retries?: number
  /** Default 2,000. */
  readonly maxAnswerTokens?: number
  /** Longest answer read, in bytes. Default 4 MiB. */
  readonly maxAnswerBytes?: number
  /** For a proxy or a private CA; undici's own otherwise. */
  readonly dispatcher?: Dispatcher
}

/** What the surroundings give; all but the clock has a working default. */
export interface ModelSurroundings extends Clock {
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** 0 to 1. */
  readonly chance?: () => number
  readonly policy?: RetryPolicy
}

type Prompt = Parameters<LanguageModel['complete']>[0]

const bodyOf = (
  { kind }: Endpoint,
  { model, temperature, maxAnswerTokens = 2000 }: ModelOptions,
  { system, user }: Prompt,
): string => {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ]
  const warmth = temperature === null ? {} : { temperature }
  if (kind === 'openai') {
    return JSON.stringify({
      model,
      messages,
      max_tokens: maxAnswerTokens,
      stream: false,
      ...warmth,
    })
  }
  // Ollama cuts a prompt beyond its window without a word, and the window is small unless asked for.
  const needed = countTokens(system) + countTokens(user) + maxAnswerTokens
  const window = Math.ceil((needed * 1.1) / 2048) * 2048
  const options = { num_predict: maxAnswerTokens, num_ctx: window, ...warmth }
  return JSON.stringify({ model, messages, stream: false, options })
}

/** Headers of every request: the key, or else the credentials of the URL. */
export const headersOf = (endpoint: Endpoint, apiKey: string): Record<string, string> => {
  const authorization = apiKey.trim() === '' ? endpoint.authorization : `Bearer ${apiKey.trim()}`
  return {
    accept: 'application/json',
    'user-agent': 'litellm-lookout',
    ...(authorization === '' ? {} : { authorization }),
  }
}

const read = (text: string, shown: string): ReturnType<typeof parseAnswer> => {
  try {
    return parseAnswer(text)
  } catch (cause) {
    if (!(cause instanceof AnswerError)) throw cause
    throw new LlmError(`the LLM at ${shown} answered 200 with ${cause.message}: ${startOf(text)}`, {
      failure: {
        kind: 'unusable',
        address: shown,
        problem: cause.problem,
        body: startOf(text),
      },
      status: 200,
      retry: cause.incomplete,
      cause,
    })
  }
}

/** Waits; rejects with the signal's reason as soon as that is aborted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

/**
 * A language model behind an OpenAI-compatible server or Ollama. `complete` throws LlmError when there is no answer
 * within the total time, and the signal's reason when that is aborted.
 */
export const createModel = (
  options: ModelOptions,
  log: Pick<Logger, 'info' | 'warn'>,
  surroundings: ModelSurroundings,
): LanguageModel => {
  const endpoint = endpointOf(options.url)
  const { timeoutMs = 300_000, retries = 2, maxAnswerBytes = 4 * 1024 * 1024, dispatcher } = options
  const { sleep = pause, now, chance = Math.random, policy = RETRY_POLICY } = surroundings

  const ask = async (prompt: Prompt, callId: string, signal: AbortSignal): Promise<ModelAnswer> => {
    const text = await exchange(
      {
        method: 'POST',
        url: endpoint.url,
        shown: endpoint.shown,
        headers: {
          ...headersOf(endpoint, options.apiKey),
          'content-type': 'application/json',
          'x-litellm-call-id': callId,
        },
        body: bodyOf(endpoint, options, prompt),
        maxBytes: maxAnswerBytes,
        silence: timeoutMs,
        dispatcher,
      },
      signal,
      surroundings,
    )
    const { cutByLimit, ...answer } = read(text, endpoint.shown)
    if (!cutByLimit) return answer
    log.warn({ callId, tokensOut: answer.tokensOut }, 'the model stopped at its token limit')
    return { ...answer, cutByLimit }
  }

  /** Tries until there is an answer, a failure that stays, or no time left for another try. */
  const persist = async (prompt: Prompt, callId: string, signal: AbortSignal) => {
    const end = now() + timeoutMs
    for (let failed = 1; ; failed++) {
      try {
        return await ask(prompt, callId, signal)
      } catch (cause) {
        if (!(cause instanceof LlmError) || !cause.retry) throw cause
        const next = nextDelay(policy, retries, failed, cause.retryAfter, end - now(), chance())
        if ('giveUp' in next) {
          const { status, retryAfter, failure } = cause
          const message = `${cause.message} (${next.giveUp})`
          throw new LlmError(message, { failure, status, retryAfter, retry: true, cause })
        }
        log.info(
          { callId, failed, wait: next.wait, reason: cause.message },
          'asking the model again',
        )
        await sleep(next.wait, signal)
      }
    }
  }

  return {
    model: options.model,
    complete: async (prompt, callId, signal) => {
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(), timeoutMs)
      try {
        return await persist(prompt, callId, AbortSignal.any([signal, late.signal]))
      } catch (cause) {
        signal.throwIfAborted()
        if (!late.signal.aborted) throw cause
        const seconds = timeoutMs / 1000
        throw new LlmError(
          `the LLM at ${endpoint.shown} gave no whole answer within ${seconds} s`,
          {
            failure: { kind: 'timed_out', address: endpoint.shown, afterMs: timeoutMs },
            retry: true,
            cause,
          },
        )
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
