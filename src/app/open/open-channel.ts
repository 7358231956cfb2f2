import { readFileSync } from 'node:fs'
import type { Dispatcher } from 'undici'
import { createAlertmanagerChannel } from '../../channels/alertmanager/alertmanager-channel.ts'
import { createEmailChannel } from '../../channels/email/email-channel.ts'
import { mailTrust } from '../../channels/email/mail-trust.ts'
import { createSlackChannel } from '../../channels/slack/slack-channel.ts'
import { createWebhookChannel } from '../../channels/webhook/webhook-channel.ts'
import type { ChannelEntry } from '../../config/channel-list.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Appearance } from './open-appearance.ts'

/** A secret from the configuration or from its file. Throws with the path of one that is unusable. */
const secretOf = (
  entry: ChannelEntry,
  option: string,
  value: string | undefined,
  file: string | undefined,
): string => {
  if (file === undefined) return value ?? ''
  const where = `channels: ${option}File of ${entry.name}`
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable'
    throw new Error(`${where}: cannot read ${file} (${code})`, { cause })
  }
  if (text === '') throw new Error(`${where}: ${file} is empty`)
  return text
}

/** Opens a channel of the list `channels`. Throws if a file that it names cannot be read. */
export const openListedChannel = (
  entry: ChannelEntry,
  { email }: Pick<Config, 'email'>,
  dispatcher: Dispatcher,
  appearance: Appearance,
): Channel => {
  const { name } = entry
  const { messages } = appearance
  const secret = (option: string, value: string | undefined, file: string | undefined) =>
    secretOf(entry, option, value, file)
  switch (entry.type) {
    case 'slack': {
      const webhookUrl = secret('webhookUrl', entry.webhookUrl, entry.webhookUrlFile)
      return createSlackChannel({ ...appearance, name, webhookUrl, dispatcher })
    }
    case 'email': {
      const smtpUrl = secret('url', entry.url, entry.urlFile)
      return createEmailChannel({
        ...appearance,
        name,
        smtpUrl: smtpUrl === '' ? email.url : smtpUrl,
        from: entry.from ?? email.from,
        to: entry.to,
        ...mailTrust({ email }),
      })
    }
    case 'webhook': {
      const { headers } = entry
      const url = secret('url', entry.url, entry.urlFile)
      const key = secret('secret', entry.secret, entry.secretFile)
      return createWebhookChannel({ messages, name, url, secret: key, headers, dispatcher })
    }
    case 'alertmanager': {
      const { headers } = entry
      const url = secret('url', entry.url, entry.urlFile)
      return createAlertmanagerChannel({ messages, name, url, headers, dispatcher })
    }
  }
}
