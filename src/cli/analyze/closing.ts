import { plainLine, plainText } from '../../classify/redaction/plain-text.ts'
import type { StoredEvent } from '../../domain/event.ts'
import type { Count, Facts } from '../../domain/facts.ts'
import type { Explanation } from '../../domain/notification.ts'
import { describeFacts } from '../../explain/without-model.ts'
import { isoInstant } from '../../i18n/format.ts'
import type { Locale, Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { notesText } from '../../i18n/note-text.ts'
import { columns } from '../text-columns.ts'

export interface Outcome {
  readonly facts: Facts
  /** The rows kept, newest first. */
  readonly events: readonly StoredEvent[]
  readonly explanation: Explanation
  readonly files: readonly string[]
}

const LISTED = 10

const section = (
  title: string,
  counts: readonly Count[],
  total: number,
  messages: Messages,
): string => {
  const { format } = messages
  const row = (count: number, name: string) => [
    format.number(count),
    format.share(count / total).padStart(6),
    name,
  ]
  const rows = counts
    .slice(0, LISTED)
    .map(({ name, others, count }) =>
      row(
        count,
        others
          ? messages.othersName
          : plainLine(name ?? messages.unknown, 100) || messages.emptyName,
      ),
    )
  const rest = counts.slice(LISTED).reduce((sum, { count }) => sum + count, 0)
  if (rest > 0) rows.push(row(rest, messages.othersName))
  return `\n${title}\n${columns(rows).replaceAll(/^(?=.)/gm, '  ')}`
}

/** What the command prints at its end, for people. */
export const closingText = (
  { facts, explanation, files, events }: Outcome,
  { messages }: Locale = english,
): string => {
  const { total, timezone } = facts
  const { text, notes } = explanation
  const explained = text === null ? describeFacts(facts, messages) : plainText(text)
  // Beside a text, the notes say what to make of it: a plain answer, one that is not whole.
  const remark = plainLine(notesText(notes, messages), 300)
  const summary =
    text === null || remark === ''
      ? explained
      : `${explained.trimEnd()}\n\n${messages.inBrackets({ text: remark })}`
  if (total === 0) return `${summary}\n`
  const period = messages.periodZoned({
    period: messages.span({
      from: isoInstant(facts.from, timezone),
      to: isoInstant(facts.to, timezone),
    }),
    zone: timezone,
  })
  const kept = events.length < total ? messages.newestKept({ count: events.length }) : ''
  const all = `${messages.failures({ count: total })}${messages.comma}${period}${kept}`
  const saved = files.map((file) => `  ${file}\n`).join('')
  return [
    `${summary.trimEnd()}\n\n`,
    `${messages.totalOf}${messages.colon}${all}\n`,
    section(messages.byModel, facts.byModel, total, messages),
    section(messages.byErrorType, facts.byErrorType, total, messages),
    saved === '' ? '' : `\n${messages.saved}\n${saved}`,
  ].join('')
}

/** The same for programs: one JSON object, times as ISO 8601 in UTC. */
export const closingJson = ({ facts, explanation, files, events }: Outcome): string => {
  const iso = (time: number) => new Date(time).toISOString()
  const period = { from: iso(facts.from), to: iso(facts.to), timezone: facts.timezone }
  const value = { period, total: facts.total, kept: events.length, facts, explanation, files }
  return `${JSON.stringify(value, null, 2)}\n`
}
