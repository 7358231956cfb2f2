import type { z } from 'zod'
import { type About, type Misfit, type Option, OptionError, option } from './option.ts'

/** `[0].window` from zod's path. */
const place = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')

const sentence = (message: string): string =>
  message
    .replace(/^Invalid input: /, '')
    .replace(', received undefined', ', but it is missing')
    .replace(', received', ', got')
    .replaceAll(/\s*\n\s*/g, ' ')

const misfitsOf = (error: z.ZodError): Misfit[] =>
  error.issues.flatMap((issue): Misfit[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ at: place([...issue.path, key]), expected: 'unknown key' }))
      : [
          {
            at: place(issue.path),
            expected: sentence(issue.message),
          },
        ],
  )

/** A list whose schema is defined in another room: its zod schema parses it, and each mistake is one line. */
export const ruleList = <Schema extends z.ZodType>(
  about: About<z.input<Schema>>,
  schema: Schema,
): Option<z.output<Schema>> =>
  option('rules', about, (raw) => {
    const parsed = schema.safeParse(raw)
    if (!parsed.success) throw new OptionError(misfitsOf(parsed.error))
    return parsed.data
  })
