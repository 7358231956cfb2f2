import { mergeTemplates } from './join.ts'

/** What is told of a group: the smallest among its events, so that their order decides nothing. */
export interface Shown {
  readonly version: number
  readonly template: string
  readonly title: string
  readonly errorType: string | null
  readonly status: string | null
  readonly fault: string
}

const order = ({ template, title, errorType, status, fault }: Shown): string =>
  [template, title, errorType, status, fault].join('\u0000')

/** So many words of templates may differ for their members to be told as one sentence with `<word>`. */
const MOST_DIFFERENT = 2

const sameButForNames = (templates: readonly string[]): boolean => {
  const [first = [], ...others] = templates.map((template) => template.split(' '))
  if (others.some(({ length }) => length !== first.length)) return false
  const different = first.filter((word, at) => others.some((other) => other[at] !== word)).length
  return different <= MOST_DIFFERENT
}

/** One template for several, of which there is one at least: the smallest, with `<word>` where names alone differ. */
export const templateOfAll = (all: readonly string[]): string => {
  const templates = [...new Set(all)].sort()
  return templates.length > 1 && sameButForNames(templates)
    ? mergeTemplates(templates).template
    : (templates[0] ?? '')
}

/** What is told of a joined group: depends on the set of its members alone. Null for none. */
export const shownTogether = (members: readonly Shown[]): Shown | null => {
  const version = Math.max(...members.map((member) => member.version))
  const current = members.filter((member) => member.version === version)
  const least = current.reduce<Shown | null>(
    (least, member) => (least === null || order(member) < order(least) ? member : least),
    null,
  )
  if (least === null) return null
  return { ...least, template: templateOfAll(current.map((member) => member.template)) }
}
