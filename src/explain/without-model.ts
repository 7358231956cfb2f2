import { plainLine } from '../classify/redaction/plain-text.ts'
import type { Count, Facts, GroupFact } from '../domain/facts.ts'
import { english } from '../i18n/en.ts'
import type { SaidWords } from '../i18n/locale.ts'
import { formatCount, formatInstant, formatShare } from './prompt/plain-numbers.ts'

const GROUPS_TOLD = 5

const among = (counts: readonly Count[], limit: number, words: SaidWords): string => {
  const shown = counts.slice(0, limit).map(({ name, others, count }) => {
    const called = others ? words.others : plainLine(name ?? words.unknown, 80) || words.empty
    return `${called} ${formatCount(count)}`
  })
  const rest = counts.slice(limit).reduce((sum, { count }) => sum + count, 0)
  const others = rest > 0 ? [`${words.others} ${formatCount(rest)}`] : []
  return [...shown, ...others].join(words.separator)
}

const groupLine = (group: GroupFact, facts: Facts, words: SaidWords): string => {
  const standing = group.standing ?? 'known'
  const marks = { new: words.newGroup, regressed: words.regressedGroup, known: '' }
  const mark = marks[standing] === '' ? '' : ` (${marks[standing]})`
  const parts = [
    `[${group.id}] ${plainLine(group.title, 120)}${mark}${words.colon}${formatCount(group.count)} (${formatShare(group.count, facts.total)})`,
    `${words.models}${words.colon}${among(group.models, 3, words)}`,
    `${words.keys}${words.colon}${among(group.keys, 3, words)}`,
    words.lastSeen(formatInstant(group.lastSeen, facts.timezone)),
  ]
  return `- ${parts.join('; ')}`
}

/** Change against earlier periods, share of requests, gaps: each where it is known. */
const contextLines = (facts: Facts, words: SaidWords): readonly string[] => {
  const { timezone, requests } = facts
  const comparisons = (facts.comparisons ?? []).flatMap(({ total, change, from }) => {
    if (change === null) return []
    const percent = `${change < 0 ? '−' : '+'}${Math.round(Math.abs(change) * 100)} %`
    const before = words.failures(formatCount(total))
    return [words.against(percent, before, formatInstant(from, timezone))]
  })
  return [
    ...(requests === undefined
      ? []
      : [words.ofRequests(formatShare(facts.total, requests.total), formatCount(requests.total))]),
    ...comparisons,
    ...(facts.gaps ?? []).map(({ from, to, missing = true }) =>
      words.gap(formatInstant(from, timezone), formatInstant(to, timezone), missing),
    ),
  ]
}

/** A plain-words summary of facts, made without a model: for when there is none, or it failed. Holds only the facts. */
export const describeFacts = (facts: Facts, words: SaidWords = english.said): string => {
  const { total, timezone } = facts
  const period = words.period(
    formatInstant(facts.from, timezone),
    formatInstant(facts.to, timezone),
  )
  const context = contextLines(facts, words)
  if (total === 0) return [words.noFailures(period), ...context].join('\n')
  const lines = [words.total(words.failures(formatCount(total)), period)]
  if (facts.firstSeen !== null && facts.lastSeen !== null) {
    const first = formatInstant(facts.firstSeen, timezone)
    lines.push(words.seen(first, formatInstant(facts.lastSeen, timezone)))
  }
  if (facts.late > 0) lines.push(words.late(words.failures(formatCount(facts.late))))
  lines.push(...context)
  if (facts.byFault.length > 0) lines.push('', words.causedBy)
  for (const { name, count } of facts.byFault) {
    lines.push(
      `- ${words.faults[name ?? ''] ?? name}${words.colon}${formatCount(count)} (${formatShare(count, total)})`,
    )
  }
  const told = facts.groups.slice(0, GROUPS_TOLD)
  lines.push('', words.largestGroups, ...told.map((group) => groupLine(group, facts, words)))
  const more = facts.groups.length + facts.moreGroups - told.length
  if (more > 0) {
    const rest = total - told.reduce((sum, { count }) => sum + count, 0)
    lines.push(`- ${words.moreGroups(formatCount(more), words.failures(formatCount(rest)))}`)
  }
  const gone = (facts.gone ?? []).slice(0, GROUPS_TOLD)
  if (gone.length > 0) {
    const titles = gone.map(({ title, count }) => `${plainLine(title, 80)} ${formatCount(count)}`)
    lines.push(words.gone(titles.join(words.separator)))
  }
  lines.push('', words.byModelLine(among(facts.byModel, 5, words)))
  lines.push(words.byErrorTypeLine(among(facts.byErrorType, 5, words)))
  return lines.join('\n')
}
