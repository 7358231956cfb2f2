import { readFileSync } from 'node:fs'
import { getCACertificates } from 'node:tls'
import type { Config } from '../config/schema.ts'
import { createEmailChannel } from '../delivery/email-channel.ts'
import { createSlackChannel } from '../delivery/slack-channel.ts'
import type { Channel } from '../notifying/channel.ts'
import { openListedChannel } from './open-listed-channel.ts'
import { wayOut } from './way-out.ts'

/** The channels that are configured. Throws where a file that one of them names cannot be read. */
export const openChannels = (config: Config): readonly Channel[] => {
  const { slack, email } = config
  const channels: Channel[] = []
  if (slack.webhookUrl !== '') {
    const dispatcher = wayOut()
    channels.push(createSlackChannel({ name: 'slack', webhookUrl: slack.webhookUrl, dispatcher }))
  }
  if (email.to.length > 0) {
    channels.push(
      createEmailChannel({
        name: 'email',
        smtpUrl: email.url,
        from: email.from,
        to: email.to,
        // Beside the authorities that are trusted anyway, or a change to a public certificate would cut us off.
        ...(email.caFile === ''
          ? {}
          : { ca: [...getCACertificates('default'), readFileSync(email.caFile, 'utf8')] }),
      }),
    )
  }
  for (const entry of config.channels) channels.push(openListedChannel(entry, config, wayOut()))
  return channels
}
