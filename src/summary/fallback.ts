import { plainLine } from '../redaction/plain-text.ts'
import type { Count, Facts } from './facts.ts'
import { formatCount, formatInstant, formatShare, plural } from './words.ts'

const FAULTS: Readonly<Record<string, string>> = {
  caller: 'the callers (bad requests, keys, budgets)',
  provider: 'the providers',
  capacity: 'missing capacity (rate limits, no deployment left)',
  proxy: 'the proxy itself',
}

const GROUPS_TOLD = 5

const among = (counts: readonly Count[], limit: number): string => {
  const shown = counts
    .slice(0, limit)
    .map(({ name, count }) => `${plainLine(name, 80) || '(empty)'} ${formatCount(count)}`)
  const rest = counts.slice(limit).reduce((sum, { count }) => sum + count, 0)
  return [...shown, ...(rest > 0 ? [`others ${formatCount(rest)}`] : [])].join(', ')
}

/** A plain-words summary of facts, made without a model: for when there is none, or it failed. Holds only the facts. */
export const describeFacts = (facts: Facts): string => {
  const { total, timezone } = facts
  const period = `from ${formatInstant(facts.from, timezone)} to ${formatInstant(facts.to, timezone)}`
  if (total === 0) return `No failures ${period}.`
  const lines = [`${plural(total, 'failure')} ${period}.`]
  if (facts.firstSeen !== null && facts.lastSeen !== null) {
    lines.push(
      `First seen ${formatInstant(facts.firstSeen, timezone)}, last seen ${formatInstant(facts.lastSeen, timezone)}.`,
    )
  }
  if (facts.late > 0) lines.push(`${plural(facts.late, 'failure')} became visible late.`)
  lines.push('', 'Whose doing:')
  for (const { name, count } of facts.byFault) {
    lines.push(`- ${FAULTS[name] ?? name}: ${formatCount(count)} (${formatShare(count, total)})`)
  }
  lines.push('', 'Largest groups:')
  for (const group of facts.groups.slice(0, GROUPS_TOLD)) {
    lines.push(
      `- [${group.id}] ${plainLine(group.title, 120)}: ${formatCount(group.count)} (${formatShare(group.count, total)}); models: ${among(group.models, 3)}; keys: ${among(group.keys, 3)}; last seen ${formatInstant(group.lastSeen, timezone)}`,
    )
  }
  const more = facts.groups.length + facts.moreGroups - Math.min(GROUPS_TOLD, facts.groups.length)
  if (more > 0) {
    const told = facts.groups.slice(0, GROUPS_TOLD).reduce((sum, { count }) => sum + count, 0)
    lines.push(`- and ${plural(more, 'more group')} with ${plural(total - told, 'failure')}`)
  }
  lines.push('', `By model: ${among(facts.byModel, 5)}.`)
  lines.push(`By error type: ${among(facts.byErrorType, 5)}.`)
  return lines.join('\n')
}
