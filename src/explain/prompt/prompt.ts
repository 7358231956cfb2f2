import type { Facts, GroupFact } from '../../domain/facts.ts'
import { isoInstant } from '../../i18n/format.ts'
import { english, localeOf } from '../../i18n/locales.ts'
import { compileMessages } from '../../i18n/message.ts'
import { countTokens } from '../tokens.ts'
import { dimensionLines, groupDetails, groupHead, sampleText, totalLines } from './prompt-parts.ts'
import { fillTemplate, type PromptTemplate } from './template.ts'

export interface PromptOptions {
  /** Neither part of the prompt nor both together are ever longer, by our own estimate with its margin. */
  readonly maxPromptTokens: number
  /** Language of the answer, as BCP 47: `en`, `zh-CN`. */
  readonly locale: string
  /** Random and new for each prompt, so that no message can hold it: it marks where data begins and ends. */
  readonly tag: string
}

export interface BuiltPrompt {
  readonly system: string
  readonly user: string
  /** Both parts without the facts: what an answer must not repeat. */
  readonly instructions: string
  /** Estimated, of both parts. */
  readonly tokens: number
  /** What did not fit: groups not told at all and the failures in them, samples of groups that were told. */
  readonly dropped: { readonly groups: number; readonly failures: number; readonly samples: number }
}

/** The limit leaves no room even for the instructions. */
export class PromptError extends Error {
  override readonly name = 'PromptError'
}

/** The estimate may be this much too low before the limit is broken. */
const MARGIN = 0.9
/** Roles and separators that the API adds around the two messages. */
const ENVELOPE = 16
/** Of the room for groups, what their heads may take; the rest is for details and samples. */
const HEADS_SHARE = 0.5

interface ReportedGroup {
  readonly group: GroupFact
  readonly head: string
  details: string
  readonly samples: string[]
}

/** Takes pieces while they fit. A piece costs one token more than it counts, for the line break before it. */
const createBudget = (tokens: number) => {
  let left = tokens
  return {
    left: () => left,
    take: (piece: string, keep = 0): boolean => {
      const cost = countTokens(piece) + 1
      if (left - cost < keep) return false
      left -= cost
      return true
    },
  }
}

/** Heads of as many groups as fit, largest first; then their details; then samples, one round after another. */
const chooseGroups = (facts: Facts, room: number, tag: string): readonly ReportedGroup[] => {
  const budget = createBudget(room)
  const notified: ReportedGroup[] = []
  for (const group of facts.groups) {
    const head = groupHead(group, facts, tag)
    if (!budget.take(head, notified.length === 0 ? 0 : room * (1 - HEADS_SHARE))) break
    notified.push({ group, head, details: '', samples: [] })
  }
  for (const entry of notified) {
    const details = groupDetails(entry.group, tag)
    if (budget.take(details)) entry.details = details
  }
  const rounds = Math.max(0, ...notified.map(({ group }) => group.samples.length))
  for (let round = 0; round < rounds; round++) {
    for (const entry of notified) {
      const sample = entry.group.samples[round]
      const text = sample === undefined ? '' : sampleText(sample, facts, tag)
      if (text !== '' && budget.take(text)) entry.samples.push(text)
    }
  }
  return notified
}

const droppedOf = (facts: Facts, notified: readonly ReportedGroup[]): BuiltPrompt['dropped'] => ({
  groups: facts.groups.length - notified.length + facts.moreGroups,
  failures: facts.groups
    .slice(notified.length)
    .reduce((sum, { count }) => sum + count, facts.moreGroupsCount),
  samples: notified.reduce(
    (sum, { group, samples }) => sum + group.samples.length - samples.length,
    0,
  ),
})

const dropped = compileMessages(
  {
    groups: '{count, plural, one {# more group} other {# more groups}}',
    samples: '{count, plural, one {# more sample} other {# more samples}}',
  },
  'en',
)

const droppedLines = ({ groups, failures, samples }: BuiltPrompt['dropped']): readonly string[] => [
  ...(groups > 0
    ? [
        `… and ${dropped.groups({ count: groups })} with ${english.messages.failures({ count: failures })}, not shown.`,
      ]
    : []),
  ...(samples > 0
    ? [`… and ${dropped.samples({ count: samples })} of the groups above, not shown.`]
    : []),
]

/**
 * The prompt that has the model explain facts: the template with the facts in it, the largest groups first, never
 * more than `maxPromptTokens`; what was left out is said in it. Throws PromptError when not even totals fit.
 */
export const buildPrompt = (
  facts: Facts,
  template: PromptTemplate,
  options: PromptOptions,
): BuiltPrompt => {
  const { tag } = options
  const zone = facts.timezone
  const { messages } = localeOf(options.locale)
  const language = new Intl.DisplayNames(['en'], { type: 'language' }).of(options.locale)
  const render = (data: string) => {
    const values = {
      instance: facts.instance,
      period: messages.span({ from: isoInstant(facts.from, zone), to: isoInstant(facts.to, zone) }),
      timezone: zone,
      total: messages.failures({ count: facts.total }),
      language: language ?? options.locale,
      tag,
      facts: `<data-${tag}>\n${data}\n</data-${tag}>`,
    }
    const system = fillTemplate(template.system, values)
    const user = fillTemplate(template.user, values)
    const instructions = `${system}\n${fillTemplate(template.user, { ...values, facts: '' })}`
    return {
      system,
      user,
      instructions,
      tokens: countTokens(system) + countTokens(user) + ENVELOPE,
    }
  }
  const limit = Math.floor(options.maxPromptTokens * MARGIN)

  const assemble = (
    dimensions: readonly string[],
    notified: readonly ReportedGroup[],
  ): BuiltPrompt => {
    const dropped = droppedOf(facts, notified)
    const blocks = notified.map(({ head, details, samples }) =>
      [head, details, ...samples].filter((piece) => piece !== '').join('\n'),
    )
    const lines = [...totalLines(facts, tag), ...dimensions, ...blocks, ...droppedLines(dropped)]
    return { ...render(lines.join('\n')), dropped }
  }

  const bare = assemble([], [])
  if (bare.tokens > limit) {
    throw new PromptError(
      `llm.maxPromptTokens is ${options.maxPromptTokens}, and the instructions alone need about ${Math.ceil(bare.tokens / MARGIN)}`,
    )
  }
  const budget = createBudget(limit - bare.tokens)
  const dimensions: string[] = []
  for (const line of dimensionLines(facts, tag)) {
    // At least half of the room stays for the groups.
    if (!budget.take(line, (limit - bare.tokens) / 2)) break
    dimensions.push(line)
  }
  // The sum of the pieces is not quite the count of the whole: tighten until the whole fits.
  let room = budget.left()
  for (;;) {
    const built = assemble(dimensions, chooseGroups(facts, room, tag))
    if (built.tokens <= limit) return built
    if (room <= 0) dimensions.pop()
    room -= built.tokens - limit
  }
}
