import { createHmac } from 'node:crypto'
import type { Dispatcher } from 'undici'
import type { Channel } from '../../domain/channel.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { webhookJson } from '../alertmanager/alertmanager-json.ts'
import { answers } from '../http-answers.ts'
import { parseAddress, post } from './webhook-post.ts'

export interface WebhookChannelOptions {
  readonly name: string
  /** Secret: whoever has it may post. User and password may stand in it. */
  readonly url: string
  /** Signs requests; '' for no signature. */
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
  /** For one send in all, milliseconds; default 15 s. */
  readonly timeoutMs?: number
  readonly dispatcher?: Dispatcher
  /** Default English. */
  readonly messages?: Messages
}

/**
 * The signature of a body: `t=SECONDS,v1=HEX`, HMAC-SHA256 over `SECONDS.BODY`. With the time inside, a request that
 * somebody recorded cannot be played again later. `now` in epoch milliseconds.
 */
const signatureOf = (body: string, secret: string, now: number): string => {
  const seconds = Math.floor(now / 1000)
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}

/** Posts every notification as JSON to one address. Throws a TypeError for a URL that is none. */
export const createWebhookChannel = (options: WebhookChannelOptions): Channel => {
  const {
    name,
    secret = '',
    headers = {},
    timeoutMs = 15_000,
    dispatcher,
    messages = english.messages,
  } = options
  const address = parseAddress(options.url, name)
  const about = { whom: `the webhook ${name}`, timeoutMs, ...(dispatcher ? { dispatcher } : {}) }
  return {
    name,
    kind: 'webhook',
    send: async (notification, now, signal) => {
      const body = JSON.stringify(webhookJson(notification, name, now, messages))
      const own = {
        'idempotency-key': encodeURIComponent(notification.id),
        ...(secret === '' ? {} : { 'x-lookout-signature': signatureOf(body, secret, now) }),
      }
      await post(address, { body, headers: { ...headers, ...own } }, about, now, signal)
      return {}
    },
    verify: async (signal) => {
      const host = await answers(address.url, about, signal)
      return `${host} answers; --send-test tries the webhook`
    },
  }
}
