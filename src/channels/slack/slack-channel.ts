import { type FetchFunction, IncomingWebhook } from '@slack/webhook'
import { type Dispatcher, fetch as undiciFetch } from 'undici'
import type { Channel } from '../../domain/channel.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import type { Links } from '../../render/links.ts'
import { brokenConnection, withDeadline } from '../deadline.ts'
import { answers } from '../http-answers.ts'
import { classifySlackAnswer, type SlackAnswer } from './slack-answer.ts'
import { renderSlack } from './slack-message.ts'

export interface SlackChannelOptions {
  readonly name: string
  /** Secret: whoever has it may post. It stands in no error and no log. */
  readonly webhookUrl: string
  /** For one send in all, milliseconds; default 15 s. */
  readonly timeoutMs?: number
  /** undici's way out, such as an EnvHttpProxyAgent; default: straight. */
  readonly dispatcher?: Dispatcher
  /** Where messages link to; default nowhere. */
  readonly links?: Links
  /** Default English. */
  readonly messages?: Messages
}

/** `ok` has two letters: what a captive portal or a wrong address sends is read no further than this, in bytes. */
const longestAnswer = 16_384

const bodyStart = async (body: AsyncIterable<Uint8Array> | null): Promise<string> => {
  const parts: Uint8Array[] = []
  let size = 0
  if (body !== null)
    for await (const part of body) {
      parts.push(part)
      size += part.length
      if (size >= longestAnswer) break
    }
  return Buffer.concat(parts).subarray(0, longestAnswer).toString('utf8')
}

/**
 * A Slack incoming webhook. @slack/webhook has no time limit, retries nothing and hides the headers of a refusal, so
 * its fetch is ours: it keeps status, body and Retry-After, and ends with the deadline. Waiting is left to the outbox.
 */
export const createSlackChannel = (options: SlackChannelOptions): Channel => {
  const {
    name,
    webhookUrl,
    timeoutMs = 15_000,
    dispatcher,
    links = {},
    messages = english.messages,
  } = options
  if (!URL.canParse(webhookUrl)) throw new TypeError(`the webhook URL of ${name} is no URL`)

  const way = dispatcher === undefined ? {} : { dispatcher }
  const post = async (message: object, signal: AbortSignal): Promise<SlackAnswer> => {
    let answer: SlackAnswer | null = null
    const fetch: FetchFunction = async (url, init = {}) => {
      const response = await undiciFetch(url, {
        method: init.method ?? 'POST',
        headers: init.headers ?? {},
        body: typeof init.body === 'string' ? init.body : null,
        redirect: 'error',
        signal,
        ...way,
      })
      const body = await bodyStart(response.body)
      const { status } = response
      answer = { status, body, retryAfter: response.headers.get('retry-after') }
      return new Response(status === 204 || status === 205 || status === 304 ? null : body, {
        status,
      })
    }
    try {
      await new IncomingWebhook(webhookUrl, { fetch }).send(message)
    } catch (error) {
      // With an answer in hand, its own rule result follows; without one, no answer came.
      if (answer === null) throw error
    }
    if (answer === null) throw new Error('no answer')
    return answer
  }

  return {
    name,
    kind: 'slack',
    send: async (notification, now, signal) => {
      const message = renderSlack(notification, now, links, messages)
      const answer = await withDeadline(timeoutMs, signal, (inTime) =>
        post(message, inTime).catch((error: unknown) => {
          throw brokenConnection('Slack', error)
        }),
      )
      const refusal = classifySlackAnswer(answer, now)
      if (refusal !== null) throw refusal
      return {}
    },
    verify: async (signal) => {
      const host = await answers(webhookUrl, { timeoutMs, ...way }, signal)
      return `${host} answers; --send-test tries the webhook`
    },
  }
}
