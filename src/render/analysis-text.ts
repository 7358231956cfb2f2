import { english } from '../locales/en.ts'
import type { Words } from '../locales/locale.ts'
import type { Explanation } from '../notifying/notification.ts'
import type { Facts } from '../summary/facts.ts'
import { shortLine } from './escape.ts'
import { aboutLines, countedLines, explanationLines, headingLines } from './facts-text.ts'
import { formatNumber, formatPeriod, formatZone } from './format.ts'
import { cells, wrapLines } from './text-table.ts'
import { lateWords } from './told.ts'

const layout = { width: 100, rows: 20, groups: 50 } as const

/** `llm_analysis`: period, totals, the model's words or why there are none, and the counts, for a terminal of 100 columns. */
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
