import { z } from 'zod'
import { isSchedule } from '../schedule/schedule.ts'
import { ruleList } from './rule-lists.ts'

const patterns = z
  .array(z.string().regex(/^[^\r\n]{1,200}$/, 'a name, in which * stands for any characters'))
  .min(1)

const address = z
  .string()
  .refine((text) => /^[^@\r\n]*[^@\s<]@[^@\s>]+>?$/.test(text), 'expected an e-mail address')

const digest = z.strictObject({
  name: z.string().regex(/^[\w-]{1,32}$/, 'a name of 1 to 32 letters, digits, dashes'),
  /** When it is sent, in the time zone of the configuration. */
  schedule: z.string().refine(isSchedule, 'a cron schedule of five fields, such as "0 8 * * 1"'),
  /** What it is about: the day before, or the seven days before. */
  period: z.enum(['day', 'week']).default('day'),
  /** Only failures of these, by patterns in which * stands for any text; without them, all. */
  teams: patterns.optional(),
  keys: patterns.optional(),
  models: patterns.optional(),
  /** Names of channels that get it. With neither these nor `to`: all channels. */
  channels: z.array(z.string().min(1)).default([]),
  /** Its own recipients, reached through the mail server of the section email. */
  to: z.array(address).default([]),
})

/** One further digest, as the operator describes it. */
export type DigestEntry = z.output<typeof digest>

const digestsSchema = z.array(digest).superRefine((digests, context) => {
  const seen = new Set<string>()
  for (const [index, { name }] of digests.entries()) {
    if (seen.has(name))
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `"${name}" names another digest already`,
      })
    seen.add(name)
  }
})

export const digestList = ruleList(
  {
    doc: 'Further digests: name, schedule, period (day or week), teams, keys, models (only these; * stands for any text), channels, to (its own recipients). See docs/alerting.md.',
    default: [],
  },
  digestsSchema,
)

/** Name of the channel that `to` of a digest makes; nothing else is sent on it. */
export const ownChannel = ({ name }: Pick<DigestEntry, 'name'>): string => `digest.${name}`
