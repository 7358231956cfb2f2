import type { Config } from '../config/schema.ts'
import { createEmailChannel } from '../delivery/email-channel.ts'
import { createSlackChannel } from '../delivery/slack-channel.ts'
import type { Channel } from '../notifying/channel.ts'
import { wayOut } from './way-out.ts'

/** The channels that are configured. Throws where a file that one of them names cannot be read. */
export const openChannels = ({ slack, email }: Config): readonly Channel[] => {
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
        ...(email.caFile === '' ? {} : { caFile: email.caFile }),
      }),
    )
  }
  return channels
}
