import type { Facts } from '../../domain/facts.ts'
import type { Explanation } from '../../domain/notification.ts'
import { english } from '../../i18n/en.ts'
import type { Words } from '../../i18n/locale.ts'
import { shortLine } from '../../render/escape.ts'
import {
  aboutLines,
  countedLines,
  explanationLines,
  headingLines,
} from '../../render/facts-text.ts'
import { formatNumber, formatPeriod, formatZone } from '../../render/format.ts'
import { cells, wrapLines } from '../../render/text-table.ts'
import { lateWords } from '../../render/told.ts'

const layout = { width: 100, rows: 20, groups: 50 } as const

/**
 * `llm_analysis`: period, totals, the AI summary or why there is none, and the counts, for a terminal of 100 columns.
 */
export const analysisText = (
  facts: Facts,
  explanation: Explanation,
  words: Words = english.messages,
): readonly string[] => {
  const period = formatPeriod(facts.from, facts.to, facts.timezone, words)
  const title = words.analysisTitle(shortLine(facts.instance))
  const lines = [
    title,
    '='.repeat(cells(title)),
    `${words.period}${words.colon}${period} (${formatZone(facts.timezone)})`,
    `${words.total}${words.colon}${formatNumber(facts.total, words)}`,
    ...aboutLines(facts, layout.width, words),
    ...(facts.late === 0 ? [] : wrapLines(lateWords(facts, words), layout.width)),
    ...headingLines(words.summary),
    ...explanationLines(explanation, layout.width, words),
    ...(facts.total === 0 ? [] : countedLines(facts, layout, words)),
  ]
  return [`${lines.join('\n')}\n`]
}
