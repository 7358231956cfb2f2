import { z } from 'zod'

const isUrl = (schemes: readonly string[]) => (text: string) =>
  URL.canParse(text) && schemes.includes(new URL(text).protocol)

const webUrl = z
  .string()
  .refine(isUrl(['http:', 'https:']), 'expected a URL that starts with https:// or http://')
const mailUrl = z
  .string()
  .refine(isUrl(['smtp:', 'smtps:']), 'expected a URL that starts with smtp:// or smtps://')
const address = z
  .string()
  .refine((text) => /^[^@\r\n]*[^@\s<]@[^@\s>]+>?$/.test(text), 'expected an e-mail address')
const file = z.string().min(1)

const common = {
  /** The name by which routes, report.notify and digest.channels refer to it. */
  name: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'a name of 1 to 40 letters, digits, dots and dashes')
    .refine(
      (name) => name !== 'slack' && name !== 'email',
      'this is the name of the channel that slack.webhookUrl or email.to make',
    ),
  /** Maximum messages per hour, critical ones not counted; default: notifications.perHour. */
  perHour: z.int().min(1).max(100_000).optional(),
}

const slack = z.strictObject({
  type: z.literal('slack'),
  ...common,
  webhookUrl: webUrl.optional(),
  webhookUrlFile: file.optional(),
})

const email = z.strictObject({
  type: z.literal('email'),
  ...common,
  to: z.array(address).min(1),
  /** Default: those of the section email. */
  from: address.optional(),
  url: mailUrl.optional(),
  urlFile: file.optional(),
})

const webhook = z.strictObject({
  type: z.literal('webhook'),
  ...common,
  url: webUrl.optional(),
  urlFile: file.optional(),
  /** Signs each request (HMAC-SHA256). */
  secret: z.string().min(1).optional(),
  secretFile: file.optional(),
  /** Further headers, such as Authorization. */
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[^\r\n]*$/)).default({}),
})

const alertmanager = z.strictObject({
  type: z.literal('alertmanager'),
  ...common,
  /** Its address, with its path prefix if it has one: http://alertmanager:9093 */
  url: webUrl.optional(),
  urlFile: file.optional(),
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[^\r\n]*$/)).default({}),
})

const channel = z.discriminatedUnion('type', [slack, email, webhook, alertmanager], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? 'expected one of slack, email, webhook, alertmanager'
      : undefined,
})

/** One further channel, as configured. */
export type ChannelEntry = z.output<typeof channel>

type Problem = readonly [path: string, message: string]

const either = (value: unknown, inFile: unknown, name: string): readonly Problem[] => {
  if (value !== undefined && inFile !== undefined)
    return [[`${name}File`, `${name} is set as well: set only one of them`]]
  return value === undefined && inFile === undefined
    ? [[name, `expected ${name}, or ${name}File with the path of a file that holds it`]]
    : []
}

const problemsOf = (entry: ChannelEntry): readonly Problem[] => {
  switch (entry.type) {
    case 'slack':
      return either(entry.webhookUrl, entry.webhookUrlFile, 'webhookUrl')
    case 'email':
      return entry.url === undefined && entry.urlFile === undefined
        ? []
        : either(entry.url, entry.urlFile, 'url')
    case 'webhook': {
      const secrets = entry.secret !== undefined && entry.secretFile !== undefined
      return [
        ...either(entry.url, entry.urlFile, 'url'),
        ...(secrets ? either(entry.secret, entry.secretFile, 'secret') : []),
      ]
    }
    case 'alertmanager':
      return either(entry.url, entry.urlFile, 'url')
  }
}

/** `channels:` of the configuration: names are unique. */
export const channelsSchema = z.array(channel).superRefine((channels, context) => {
  const seen = new Set<string>()
  for (const [index, entry] of channels.entries()) {
    const add = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [index, path], message })
    if (seen.has(entry.name)) add('name', `"${entry.name}" names another channel already`)
    seen.add(entry.name)
    for (const [path, message] of problemsOf(entry)) add(path, message)
  }
})
