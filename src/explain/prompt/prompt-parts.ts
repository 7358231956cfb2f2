import { plainLine, plainText } from '../../classify/redaction/plain-text.ts'
import type { Count, Facts, GroupFact, Sample } from '../../domain/facts.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import { isoInstant } from '../../i18n/format.ts'
import { english } from '../../i18n/locales.ts'
import { alertText } from '../alert-text.ts'

// Prompts are in English, whatever the answer is to be in.
const { format, failures } = english.messages

const shareOf = (count: number, total: number): string =>
  format.share(total === 0 ? 0 : count / total)

/** Names and texts come from the tables: one line, bounded, and never holding the tag that ends the data. */
const name = (text: string | null, tag: string, length = 120): string =>
  plainLine(text ?? 'unknown', length)
    .replaceAll(tag, '')
    .trim() || '(empty)'

/** `letter`: with the ids that these facts are cited by; null where they belong to another fact. */
const listed = (
  counts: readonly Count[],
  limit: number,
  tag: string,
  letter: string | null,
): string => {
  const shown = counts.slice(0, limit)
  const rest = counts.slice(limit).reduce((sum, { count }) => sum + count, 0)
  const names = shown.map((entry, i) => {
    const id = letter === null ? '' : ` [${letter}${i + 1}]`
    return `${entry.others ? 'others' : name(entry.name, tag)} ${format.number(entry.count)}${id}`
  })
  return [...names, ...(rest > 0 ? [`others ${format.number(rest)}`] : [])].join(', ')
}

const alertLines = (facts: Facts, tag: string): readonly string[] => {
  const { alert, timezone } = facts
  if (alert === undefined) return []
  const usual = alert.expected === null ? '' : `, usual ${format.number(alert.expected)}`
  const ended = alert.endedAt === null ? '' : `, ended ${isoInstant(alert.endedAt, timezone)}`
  return [
    `Alert [a1] of rule ${name(alert.rule, tag)}, severity ${alert.severity}: ${name(alertText(facts), tag, 400)}`,
    `  observed ${format.number(alert.observed)} within ${alert.windowMs / MINUTE_MS} minutes, threshold ${format.number(alert.threshold)}${usual}, ` +
      `peak ${format.number(alert.peak)}, since ${isoInstant(alert.startedAt, timezone)}${ended}`,
  ]
}

/** The numbers that are always told. */
export const totalLines = (facts: Facts, tag: string): readonly string[] => {
  const { timezone } = facts
  const span =
    facts.firstSeen === null || facts.lastSeen === null
      ? []
      : [
          `First failure ${isoInstant(facts.firstSeen, timezone)}, last ${isoInstant(facts.lastSeen, timezone)} [t1].`,
        ]
  const late =
    facts.late > 0 ? [`${failures({ count: facts.late })} became visible late [l1].`] : []
  return [
    `Total: ${failures({ count: facts.total })} [t1].`,
    ...span,
    ...late,
    ...alertLines(facts, tag),
  ]
}

const compared = (change: number | null): string =>
  change === null ? '' : `, a change of ${format.change(change)}`

/** What the period is held against, and what stands out in it. */
const contextLines = (facts: Facts, tag: string): readonly string[] => {
  const at = (time: number) => isoInstant(time, facts.timezone)
  const { requests, comparisons = [], busiest = [], gaps = [], gone = [] } = facts
  const titles = { c1: 'The period before', c2: 'The same weekday a week before' }
  return [
    ...(requests === undefined
      ? []
      : [
          `Requests: ${format.number(requests.total)}, of which ${shareOf(facts.total, requests.total)} failed [r1].`,
        ]),
    ...comparisons.map(
      ({ id, from, total, change }) =>
        `${id === 'c2' ? titles.c2 : titles.c1} (from ${at(from)}): ${failures({ count: total })}${compared(change)} [${id}].`,
    ),
    ...gaps.map(({ id, from, to, missing = true }) =>
      missing
        ? `Nothing was seen from ${at(from)} to ${at(to)}: failures of that time are missing [${id}].`
        : `Monitoring gap from ${at(from)} to ${at(to)}: failures of that time were read later [${id}].`,
    ),
    ...(busiest.length === 0
      ? []
      : [
          `Busiest minutes: ${busiest.map(({ id, start, count }) => `${at(start)} ${format.number(count)} [${id}]`).join(', ')}`,
        ]),
    ...(gone.length === 0
      ? []
      : [
          `Gone since the period before: ${gone
            .slice(0, 5)
            .map(
              ({ id, title, count }) =>
                `${name(title, tag, 80)} (had ${format.number(count)}) [${id}]`,
            )
            .join('; ')}`,
        ]),
  ]
}

/** One line for each way of counting all failures, the most telling first. */
export const dimensionLines = (facts: Facts, tag: string): readonly string[] => {
  const [first = [], ...others] = (
    [
      ['By fault', facts.byFault, 'f'],
      ['By error type', facts.byErrorType, 'e'],
      ['By model', facts.byModel, 'm'],
      ['By status', facts.byStatus, 's'],
      ['By provider', facts.byProvider, 'p'],
      ['By key', facts.byKey, 'k'],
      ['By team', facts.byTeam, 'u'],
    ] as const
  ).map(([title, counts, letter]) =>
    counts.length === 0 ? [] : [`${title}: ${listed(counts, 10, tag, letter)}`],
  )
  return [...first, ...contextLines(facts, tag), ...others.flat()]
}

const standingOf = (group: GroupFact, facts: Facts): string => {
  const before = group.before === undefined ? '' : `, before ${format.number(group.before)}`
  switch (group.standing) {
    case 'new':
      return `, new${before}`
    case 'regressed':
      return `, back after a silence, known since ${isoInstant(group.knownSince ?? group.firstSeen, facts.timezone)}${before}`
    default:
      return before
  }
}

/** A group in two lines: its id, its size, what it is. */
export const groupHead = (group: GroupFact, facts: Facts, tag: string): string => {
  const head = `[${group.id}] ${failures({ count: group.count })} (${shareOf(group.count, facts.total)}): ${name(group.title, tag)}`
  // Of an alert's group no more is known.
  if (facts.alert !== undefined) return head
  return `${head}
  error type ${name(group.errorType, tag)}, status ${name(group.status, tag, 40)}, fault ${group.fault ?? 'unknown'}, first ${isoInstant(group.firstSeen, facts.timezone)}, last ${isoInstant(group.lastSeen, facts.timezone)}${standingOf(group, facts)}`
}

export const groupDetails = (group: GroupFact, tag: string): string =>
  (
    [
      ['models', group.models],
      ['providers', group.providers],
      ['keys', group.keys],
      ['teams', group.teams],
    ] as const
  )
    .filter(([, counts]) => counts.length > 0)
    .map(([title, counts]) => `  ${title}: ${listed(counts, 6, tag, null)}`)
    .join('\n')

export const sampleText = (sample: Sample, facts: Facts, tag: string): string => {
  const message = plainText(sample.message, 1000).replaceAll(tag, '').trim() || '(no message)'
  return [
    `  sample ${isoInstant(sample.time, facts.timezone)}, model ${name(sample.model, tag)}, ` +
      `key ${name(sample.keyName, tag)}, request ${name(sample.requestId, tag, 80)}:`,
    ...message.split('\n').map((line) => `    ${line}`),
  ].join('\n')
}
