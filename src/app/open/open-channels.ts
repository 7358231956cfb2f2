import { createEmailChannel } from '../../channels/email/email-channel.ts'
import { mailTrust } from '../../channels/email/mail-trust.ts'
import { createHeartbeat } from '../../channels/heartbeat.ts'
import { createSlackChannel } from '../../channels/slack/slack-channel.ts'
import type { Config } from '../../config/config-schema.ts'
import { ownChannel } from '../../config/digest-list.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Logger } from '../../domain/ports.ts'
import type { Parts } from '../app-parts.ts'
import { proxyAgent } from '../proxy-agent.ts'
import { openAppearance } from './open-appearance.ts'
import { openListedChannel } from './open-channel.ts'

/** Opens the configured channels. Throws if a file that one of them names cannot be read. */
export const openChannels = (config: Config, log?: Pick<Logger, 'warn'>): readonly Channel[] => {
  const { slack, email } = config
  const appearance = openAppearance(config, log)
  const channels: Channel[] = []
  if (slack.webhookUrl !== '') {
    const dispatcher = proxyAgent()
    channels.push(
      createSlackChannel({
        ...appearance,
        name: 'slack',
        webhookUrl: slack.webhookUrl,
        dispatcher,
      }),
    )
  }
  const mail = (name: string, to: readonly string[]) =>
    createEmailChannel({
      ...appearance,
      name,
      smtpUrl: email.url,
      from: email.from,
      to,
      ...mailTrust(config),
    })
  if (email.to.length > 0) channels.push(mail('email', email.to))
  for (const entry of config.channels)
    channels.push(openListedChannel(entry, config, proxyAgent(), appearance))
  for (const entry of config.digests)
    if (entry.to.length > 0) channels.push({ ...mail(ownChannel(entry), entry.to), reserved: true })
  return channels
}

/** The external dead man's switch of the configuration; null if there is none. */
export const openHeartbeat = ({ heartbeat }: Config): Parts['heartbeat'] =>
  heartbeat.url === '' ? null : createHeartbeat({ ...heartbeat, dispatcher: proxyAgent() })
