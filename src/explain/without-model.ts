import { plainLine } from '../classify/redaction/plain-text.ts'
import type { Fault } from '../domain/event.ts'
import type { Count, Facts, GroupFact } from '../domain/facts.ts'
import { isoInstant } from '../i18n/format.ts'
import type { Messages } from '../i18n/locale.ts'
import { english } from '../i18n/locales.ts'

const mostGroups = 5

const among = (counts: readonly Count[], limit: number, messages: Messages): string => {
  const { format, plain } = messages
  const shown = counts.slice(0, limit).map(({ name, others, count }) => {
    const shownName = others
      ? plain.others
      : plainLine(name ?? messages.unknown, 80) || messages.emptyName
    return `${shownName} ${format.number(count)}`
  })
  const rest = counts.slice(limit).reduce((sum, { count }) => sum + count, 0)
  const more = rest > 0 ? [`${plain.others} ${format.number(rest)}`] : []
  return [...shown, ...more].join(messages.separator)
}

const shareOf = (count: number, total: number, { format }: Messages): string =>
  format.share(total === 0 ? 0 : count / total)

const groupLine = (group: GroupFact, facts: Facts, messages: Messages): string => {
  const { format, plain, colon } = messages
  const standing = messages.standings[group.standing ?? 'known']
  const mark = standing === '' ? '' : `${messages.gap}${messages.inBrackets({ text: standing })}`
  const share = messages.inBrackets({ text: shareOf(group.count, facts.total, messages) })
  const parts = [
    `[${group.id}] ${plainLine(group.title, 120)}${mark}${colon}${format.number(group.count)}${messages.gap}${share}`,
    `${plain.models}${colon}${among(group.models, 3, messages)}`,
    `${plain.keys}${colon}${among(group.keys, 3, messages)}`,
    plain.lastSeen({ at: isoInstant(group.lastSeen, facts.timezone) }),
  ]
  return `- ${parts.join(messages.clauseBreak)}`
}

/** Change against earlier periods, share of requests, gaps: each where it is known. */
const contextLines = (facts: Facts, messages: Messages): readonly string[] => {
  const { requests, total } = facts
  const { format, plain } = messages
  const at = (time: number) => isoInstant(time, facts.timezone)
  const comparisons = (facts.comparisons ?? []).flatMap(({ total: before, change, from }) =>
    change === null
      ? []
      : [plain.against({ change: format.change(change), before, from: at(from) })],
  )
  return [
    ...(requests === undefined
      ? []
      : [
          plain.ofRequests({
            share: shareOf(total, requests.total, messages),
            requests: requests.total,
          }),
        ]),
    ...comparisons,
    ...(facts.gaps ?? []).map(({ from, to, missing = true }) =>
      (missing ? plain.noData : plain.notWatched)({ from: at(from), to: at(to) }),
    ),
  ]
}

const faultLines = ({ byFault, total }: Facts, messages: Messages): readonly string[] => {
  const { faults, causedBy } = messages.plain
  const nameOf = (name: string | null): string =>
    name === null ? messages.unknown : Object.hasOwn(faults, name) ? faults[name as Fault] : name
  const lines = byFault.map(({ name, count }) => {
    const share = messages.inBrackets({ text: shareOf(count, total, messages) })
    return `- ${nameOf(name)}${messages.colon}${messages.format.number(count)}${messages.gap}${share}`
  })
  return lines.length === 0 ? [] : ['', causedBy, ...lines]
}

/** A plain summary of facts, made without a model: for when there is none, or it failed. Holds only the facts. */
export const describeFacts = (facts: Facts, messages: Messages = english.messages): string => {
  const { total, timezone, firstSeen, lastSeen } = facts
  const { plain, format } = messages
  const [from, to] = [isoInstant(facts.from, timezone), isoInstant(facts.to, timezone)]
  const context = contextLines(facts, messages)
  if (total === 0) return [plain.noFailures({ from, to }), ...context].join('\n')
  const groups = facts.groups.slice(0, mostGroups)
  const more = facts.groups.length + facts.moreGroups - groups.length
  const rest = total - groups.reduce((sum, { count }) => sum + count, 0)
  const gone = (facts.gone ?? [])
    .slice(0, mostGroups)
    .map(({ title, count }) => `${plainLine(title, 80)} ${format.number(count)}`)
  return [
    plain.total({ count: total, from, to }),
    ...(firstSeen === null || lastSeen === null
      ? []
      : [
          plain.seen({
            first: isoInstant(firstSeen, timezone),
            last: isoInstant(lastSeen, timezone),
          }),
        ]),
    ...(facts.late === 0 ? [] : [plain.late({ count: facts.late })]),
    ...context,
    ...faultLines(facts, messages),
    '',
    plain.largestGroups,
    ...groups.map((group) => groupLine(group, facts, messages)),
    ...(more === 0 ? [] : [`- ${plain.moreGroups({ groups: more, count: rest })}`]),
    ...(gone.length === 0 ? [] : [plain.gone({ list: gone.join(messages.separator) })]),
    '',
    plain.byModel({ list: among(facts.byModel, 5, messages) }),
    plain.byErrorType({ list: among(facts.byErrorType, 5, messages) }),
  ].join('\n')
}
