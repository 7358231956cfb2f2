import { createHash } from 'node:crypto'
import type { Facts } from '../../domain/facts.ts'

/** The two messages that are sent to the model, with `{{placeholders}}`. */
export interface PromptTemplate {
  readonly system: string
  readonly user: string
}

/** What a template may name. */
const PLACEHOLDERS = [
  'instance',
  'period',
  'timezone',
  'total',
  'language',
  'tag',
  'facts',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** A prompt template is not what it should be; the message says where and what would be right. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

const isPlaceholder = (name: string): name is Placeholder =>
  PLACEHOLDERS.some((known) => known === name)

const PATTERN = /\{\{\s*([^{}]*?)\s*\}\}/g

const checked = (part: string, text: string, file: string): string => {
  if (text.trim() === '') throw new TemplateError(`${file}: the part "# ${part}" is empty`)
  for (const [mark, name = ''] of text.matchAll(PATTERN)) {
    if (isPlaceholder(name)) continue
    const known = PLACEHOLDERS.map((placeholder) => `{{${placeholder}}}`).join(', ')
    throw new TemplateError(`${file}: unknown placeholder ${mark}; there are ${known}`)
  }
  return text.trim()
}

/**
 * Reads a template file: Markdown with one part under `# System` and one under `# User`. `file` names it in errors.
 * Throws TemplateError for a missing part, an unknown placeholder, or no place for the facts.
 */
export const parseTemplate = (text: string, file: string): PromptTemplate => {
  const parts = new Map<string, string>()
  // A heading of the first level opens a part; anything before the first one is a note to the reader.
  const pieces = text.replaceAll('\r\n', '\n').split(/^# +(.+?) *$/m)
  for (let i = 1; i < pieces.length; i += 2) {
    parts.set((pieces[i] ?? '').toLowerCase(), pieces[i + 1] ?? '')
  }
  const system = parts.get('system')
  const user = parts.get('user')
  if (system === undefined || user === undefined) {
    throw new TemplateError(`${file}: expected one part under "# System" and one under "# User"`)
  }
  const template = { system: checked('System', system, file), user: checked('User', user, file) }
  if (!/\{\{\s*facts\s*\}\}/.test(template.user)) {
    throw new TemplateError(
      `${file}: the part "# User" has no {{facts}}, so the model would see none`,
    )
  }
  return template
}

/** Fills in every placeholder at once: a value that looks like a placeholder stays as it is. */
export const fillTemplate = (text: string, values: Readonly<Record<Placeholder, string>>): string =>
  text.replace(PATTERN, (mark, name: string) => (isPlaceholder(name) ? values[name] : mark))

/** Sizes that tell the same story: each step is about half as much again as the one before. */
const rough = (count: number): number => (count < 1 ? 0 : Math.round(Math.log2(count) * 1.7))

/**
 * Equal for facts of which the same words may be true: the same groups in the same order, of about the same sizes.
 * Whether they are true is looked at again, each statement by itself. `about`: what else an answer depends on.
 */
export const reuseKey = (facts: Facts, about: readonly string[]): string => {
  const groups = facts.groups.map(({ fingerprint, count, standing = '' }) => [
    fingerprint,
    rough(count),
    standing,
  ])
  const whole = [about, facts.instance, facts.alert?.rule ?? '', rough(facts.total), groups]
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex')
}
