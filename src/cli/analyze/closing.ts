import { plainLine, plainText } from '../../classify/redaction/plain-text.ts'
import type { StoredEvent } from '../../domain/event.ts'
import type { Count, Facts } from '../../domain/facts.ts'
import type { Explanation } from '../../domain/notification.ts'
import { formatInstant, formatShare } from '../../explain/prompt/plain-numbers.ts'
import { describeFacts } from '../../explain/without-model.ts'
import { english } from '../../i18n/en.ts'
import type { Locale, Words } from '../../i18n/locale.ts'
import { columns } from '../text-columns.ts'

export interface Outcome {
  readonly facts: Facts
  /** The rows kept, newest first. */
  readonly events: readonly StoredEvent[]
  readonly explanation: Explanation
  readonly files: readonly string[]
}

const LISTED = 10

const section = (title: string, counts: readonly Count[], total: number, labels: Words): string => {
  const rows = counts
    .slice(0, LISTED)
    .map(({ name, others, count }) => [
      String(count),
      formatShare(count, total).padStart(7),
      others ? labels.othersName : plainLine(name ?? labels.unknown, 100) || labels.emptyName,
    ])
  const rest = counts.slice(LISTED).reduce((sum, { count }) => sum + count, 0)
  if (rest > 0) rows.push([String(rest), formatShare(rest, total).padStart(7), labels.othersName])
  return `\n${title}\n${columns(rows).replaceAll(/^(?=.)/gm, '  ')}`
}

/** What the command says at its end, for people. */
export const closingText = (
  { facts, explanation, files, events }: Outcome,
  locale: Locale = english,
): string => {
  const { total, timezone } = facts
  const { text, note } = explanation
  const said = text === null ? describeFacts(facts, locale.said) : plainText(text)
  // Beside a text, the note says what to make of it: plain words, an answer that is not whole.
  const words =
    text === null || note === '' ? said : `${said.trimEnd()}\n\n(${plainLine(note, 300)})`
  if (total === 0) return `${words}\n`
  const labels = locale.messages
  const period = labels.span(formatInstant(facts.from, timezone), formatInstant(facts.to, timezone))
  const kept = events.length < total ? labels.newestKept(String(events.length)) : ''
  const all = `${labels.failures(String(total))}${labels.comma}${period} (${timezone})${kept}`
  const saved = files.map((file) => `  ${file}\n`).join('')
  return [
    `${words.trimEnd()}\n\n`,
    `${labels.totalOf}${labels.colon}${all}\n`,
    section(labels.byModel, facts.byModel, total, labels),
    section(labels.byErrorType, facts.byErrorType, total, labels),
    saved === '' ? '' : `\n${labels.saved}\n${saved}`,
  ].join('')
}

/** The same for programs: one JSON object, times as ISO 8601 in UTC. */
export const closingJson = ({ facts, explanation, files, events }: Outcome): string => {
  const iso = (time: number) => new Date(time).toISOString()
  const period = { from: iso(facts.from), to: iso(facts.to), timezone: facts.timezone }
  const value = { period, total: facts.total, kept: events.length, facts, explanation, files }
  return `${JSON.stringify(value, null, 2)}\n`
}
