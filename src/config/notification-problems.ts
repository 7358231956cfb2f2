import { namedChannels } from '../routing/route.ts'
import type { Config } from './config-schema.ts'

interface Problem {
  readonly path: string
  readonly about: readonly string[]
  readonly says: string
}

type Wanted = Pick<
  Config,
  'slack' | 'email' | 'channels' | 'routes' | 'notifications' | 'report' | 'digest' | 'digests'
>

/** Names of the configured channels: first those of the sections slack and email. */
export const configuredChannels = (
  config: Pick<Wanted, 'slack' | 'email' | 'channels'>,
): readonly string[] => [
  ...(config.slack.webhookUrl === '' ? [] : ['slack']),
  ...(config.email.to.length === 0 ? [] : ['email']),
  ...config.channels.map(({ name }) => name),
]

const unknownChannels = (config: Wanted): readonly Problem[] => {
  const channels = configuredChannels(config)
  const named = [
    { option: 'report.notify', at: '', names: config.report.notify },
    { option: 'digest.channels', at: '', names: config.digest.channels },
    ...config.digests.map(({ channels: named }, index) => ({
      option: 'digests',
      at: `[${index}]`,
      names: named,
    })),
    { option: 'notifications.channels', at: '', names: config.notifications.channels },
    ...namedChannels(config.routes).map(({ at, channel }) => ({
      option: 'routes',
      at,
      names: [channel],
    })),
  ]
  return named.flatMap(({ option, at, names }) =>
    names
      .filter((name) => !channels.includes(name))
      .map((name) => ({
        path: `${option}${at}`,
        about: [option, 'slack.webhookUrl', 'email.to', 'channels'],
        says: `there is no channel "${name}"; configured: ${channels.join(', ') || 'none'}`,
      })),
  )
}

const mailLists = ({ channels, email }: Wanted): readonly Problem[] =>
  channels.flatMap((entry, index) => {
    if (entry.type !== 'email') return []
    const noServer = entry.url === undefined && entry.urlFile === undefined && email.url === ''
    const noSender = entry.from === undefined && email.from === ''
    return [
      ...(noServer ? ['no mail server: set email.url (SMTP_URL), or url here'] : []),
      ...(noSender ? ['no sender: set email.from (EMAIL_FROM), or from here'] : []),
    ].map((says) => ({
      path: `channels[${index}]`,
      about: ['channels', 'email.url', 'email.from'],
      says,
    }))
  })

const digestProblems = ({ digests, digest, email }: Wanted): readonly Problem[] =>
  digests.flatMap(({ name, to }, index) =>
    [
      ...(to.length > 0 && email.url === '' ? ['no mail server: set email.url (SMTP_URL)'] : []),
      ...(to.length > 0 && email.from === '' ? ['no sender: set email.from (EMAIL_FROM)'] : []),
      ...(digest.enabled && name === digest.name
        ? [`"${name}" is the name of the digest above (digest.name)`]
        : []),
    ].map((says) => ({
      path: `digests[${index}]`,
      about: ['digests', 'email.url', 'email.from', 'digest.name'],
      says,
    })),
  )

/** Channels that are named but not configured, or lack a server or sender. */
export const notificationProblems = (config: Wanted): readonly Problem[] => [
  ...unknownChannels(config),
  ...mailLists(config),
  ...digestProblems(config),
]
