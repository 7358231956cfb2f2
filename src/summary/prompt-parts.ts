import { plainLine, plainText } from '../redaction/plain-text.ts'
import type { Count, Facts, GroupFact, Sample } from './facts.ts'
import { formatCount, formatInstant, formatShare, plural } from './words.ts'

/** Names and texts come from the tables: one line, bounded, and never holding the tag that ends the data. */
const name = (text: string, tag: string, length = 120): string =>
  plainLine(text, length).replaceAll(tag, '').trim() || '(empty)'

const listed = (counts: readonly Count[], limit: number, tag: string): string => {
  const shown = counts.slice(0, limit)
  const rest = counts.slice(limit).reduce((sum, { count }) => sum + count, 0)
  const names = shown.map((entry) => `${name(entry.name, tag)} ${formatCount(entry.count)}`)
  return [...names, ...(rest > 0 ? [`others ${formatCount(rest)}`] : [])].join(', ')
}

/** The numbers that are always told. */
export const totalLines = (facts: Facts): readonly string[] => {
  const span =
    facts.firstSeen === null || facts.lastSeen === null
      ? []
      : [
          `First failure ${formatInstant(facts.firstSeen, facts.timezone)}, last ${formatInstant(facts.lastSeen, facts.timezone)}.`,
        ]
  const late = facts.late > 0 ? [`${plural(facts.late, 'failure')} became visible late.`] : []
  return [`Total: ${plural(facts.total, 'failure')}.`, ...span, ...late]
}

/** One line for each way of counting all failures, the most telling first. */
export const dimensionLines = (facts: Facts, tag: string): readonly string[] =>
  (
    [
      ['By fault', facts.byFault],
      ['By error type', facts.byErrorType],
      ['By model', facts.byModel],
      ['By status', facts.byStatus],
      ['By provider', facts.byProvider],
      ['By key', facts.byKey],
      ['By team', facts.byTeam],
    ] as const
  ).map(([title, counts]) => `${title}: ${listed(counts, 10, tag)}`)

/** A group in two lines: its id, its size, what it is. */
export const groupHead = (group: GroupFact, facts: Facts, tag: string): string =>
  [
    `[${group.id}] ${plural(group.count, 'failure')} (${formatShare(group.count, facts.total)}): ${name(group.title, tag)}`,
    `  error type ${name(group.errorType, tag)}, status ${name(group.status, tag, 40)}, fault ${group.fault}, ` +
      `first ${formatInstant(group.firstSeen, facts.timezone)}, last ${formatInstant(group.lastSeen, facts.timezone)}`,
  ].join('\n')

export const groupDetails = (group: GroupFact, tag: string): string =>
  (
    [
      ['models', group.models],
      ['providers', group.providers],
      ['keys', group.keys],
      ['teams', group.teams],
    ] as const
  )
    .map(([title, counts]) => `  ${title}: ${listed(counts, 6, tag)}`)
    .join('\n')

export const sampleText = (sample: Sample, facts: Facts, tag: string): string => {
  const message = plainText(sample.message, 1000).replaceAll(tag, '').trim() || '(no message)'
  return [
    `  sample ${formatInstant(sample.time, facts.timezone)}, model ${name(sample.model, tag)}, ` +
      `key ${name(sample.keyName, tag)}, request ${name(sample.requestId, tag, 80)}:`,
    ...message.split('\n').map((line) => `    ${line}`),
  ].join('\n')
}
