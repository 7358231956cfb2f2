import type { Facts } from '../../domain/facts.ts'
import type { Explanation } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { lateText } from '../../render/calm-lines.ts'
import { shortLine } from '../../render/escape.ts'
import {
  aboutLines,
  countedLines,
  explanationLines,
  headingLines,
} from '../../render/facts-text.ts'
import { cells, wrapLines } from '../../render/text-table.ts'

const layout = { width: 100, rows: 20, groups: 50 } as const

/**
 * `llm_analysis`: period, totals, the AI summary or why there is none, and the counts, for a terminal of 100 columns.
 */
export const analysisText = (
  facts: Facts,
  explanation: Explanation,
  messages: Messages = english.messages,
): readonly string[] => {
  const period = messages.format.periodZoned(facts.from, facts.to, facts.timezone)
  const title = messages.analysisTitle({ instance: shortLine(facts.instance) })
  const lines = [
    title,
    '='.repeat(cells(title)),
    `${messages.period}${messages.colon}${period}`,
    `${messages.total}${messages.colon}${messages.format.number(facts.total)}`,
    ...aboutLines(facts, layout.width, messages),
    ...(facts.late === 0 ? [] : wrapLines(lateText(facts, messages), layout.width)),
    ...headingLines(messages.summary),
    ...explanationLines(explanation, layout.width, messages),
    ...(facts.total === 0 ? [] : countedLines(facts, layout, messages)),
  ]
  return [`${lines.join('\n')}\n`]
}
