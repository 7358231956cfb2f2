import { RE2JS } from 're2js'
import { z } from 'zod'
import { matchesGlob } from '../domain/glob.ts'
import { messageOf } from '../domain/reason.ts'

/** One condition on one label, as in Alertmanager. A missing label has the value ''. Plain data. */
export interface Matcher {
  readonly name: string
  /** `=` and `!=` compare with globs (`*` for any text), `=~` and `!~` with RE2 expressions that match the whole value. */
  readonly op: '=' | '!=' | '=~' | '!~'
  /** Any one of these. */
  readonly values: readonly string[]
}

/** Values by label: a key has two, its hash and its alias. */
export type LabelValues = Readonly<Record<string, readonly string[]>>

export class MatcherError extends Error {
  override readonly name = 'MatcherError'
}

const form = /\s*([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*?))\s*(?:,|$)/y

const checkedPattern = (source: string): string => {
  try {
    RE2JS.compile(source)
    return source
  } catch (cause) {
    const reason = messageOf(cause)
    throw new MatcherError(`"${source}" is not a valid RE2 expression: ${reason}`, { cause })
  }
}

const isOp = (text: string): text is Matcher['op'] => ['=', '!=', '=~', '!~'].includes(text)

/** Parses `team=payments, model=~"gpt-4.*"`; a value with a comma must be quoted. Throws MatcherError. */
export const parseMatchers = (text: string): readonly Matcher[] => {
  const found: Matcher[] = []
  form.lastIndex = 0
  while (form.lastIndex < text.length) {
    const at = form.lastIndex
    const [, name = '', op = '', quoted, bare = ''] = form.exec(text) ?? []
    if (!isOp(op)) {
      const rest = text.slice(at).trim()
      throw new MatcherError(
        `"${rest}" is not a valid matcher; use team=payments or model=~"gpt-.*"`,
      )
    }
    const value = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1')
    found.push({ name, op, values: [op.endsWith('~') ? checkedPattern(value) : value] })
  }
  return found
}

const compileOne = ({ name, op, values }: Matcher): ((labels: LabelValues) => boolean) => {
  const tests = op.endsWith('~')
    ? values.map((source) => {
        const pattern = RE2JS.compile(source)
        return (value: string) => pattern.matcher(value).matches()
      })
    : values.map((glob) => (value: string) => matchesGlob(glob, value))
  const wanted = !op.startsWith('!')
  return (labels) =>
    (labels[name] ?? ['']).some((value) => tests.some((test) => test(value))) === wanted
}

/** Returns the function that says whether all of them match; without any it is always true. */
export const compileMatchers = (
  matchers: readonly Matcher[],
): ((labels: LabelValues) => boolean) => {
  const all = matchers.map(compileOne)
  return (labels) => all.every((holds) => holds(labels))
}

/** `team="payments", model=~"gpt-.*"`: parses back to the same. */
export const matchersText = (matchers: readonly Matcher[]): string =>
  matchers
    .flatMap(({ name, op, values }) =>
      values.map((value) => `${name}${op}"${value.replace(/["\\]/g, '\\$&')}"`),
    )
    .join(', ')

const labelName = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'a label is a name of letters, digits and underscores')

const written = z.string().transform((text, context): readonly Matcher[] => {
  try {
    return parseMatchers(text)
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: error instanceof Error ? error.message : 'no matcher',
    })
    return z.NEVER
  }
})

const byLabel = z
  .record(labelName, z.union([z.string(), z.array(z.string()).min(1)]))
  .transform((given): readonly Matcher[] =>
    Object.entries(given).map(([name, values]) => ({
      name,
      op: '=',
      values: typeof values === 'string' ? [values] : values,
    })),
  )

/** In the configuration: `{team: payments, severity: [critical, warning]}`, or a list or line of matchers. */
export const matchersSchema = z.union([
  byLabel,
  written,
  z.array(written).transform((lists): readonly Matcher[] => lists.flat()),
])
