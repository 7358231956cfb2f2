import type { Dispatcher } from 'undici'
import type { Channel } from '../../domain/channel.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { parseAddress, post } from '../webhook/webhook-post.ts'
import { postableAlerts } from './alertmanager-json.ts'

export interface AlertmanagerChannelOptions {
  readonly name: string
  /** Its address with its path prefix, if it has one: `http://alertmanager:9093`. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** For one send in all, milliseconds; default 15 s. */
  readonly timeoutMs?: number
  readonly dispatcher?: Dispatcher
  /** Default English. */
  readonly messages?: Messages
}

/**
 * Prometheus Alertmanager by its API v2. It gets alerts and Lookout's own notices; digests and reports it would not
 * know what to do with, so they are passed over. Throws a TypeError for a URL that is none.
 */
export const createAlertmanagerChannel = (options: AlertmanagerChannelOptions): Channel => {
  const {
    name,
    headers = {},
    timeoutMs = 15_000,
    dispatcher,
    messages = english.messages,
  } = options
  const base = parseAddress(options.url.replace(/\/+$/, ''), name)
  const at = (path: string) => ({ ...base, url: `${base.url.replace(/\/$/, '')}/api/v2/${path}` })
  const about = { whom: `Alertmanager ${name}`, timeoutMs, ...(dispatcher ? { dispatcher } : {}) }
  return {
    name,
    kind: 'alertmanager',
    send: async (notification, now, signal) => {
      const alerts = postableAlerts(notification, now, messages)
      if (alerts === null) return { detail: `Alertmanager takes alerts, no ${notification.kind}` }
      const body = JSON.stringify(alerts)
      await post(at('alerts'), { body, headers }, about, now, signal)
      return {}
    },
    verify: async (signal) => {
      await post(at('status'), { body: null, headers }, about, 0, signal)
      return 'its API answers'
    },
  }
}
