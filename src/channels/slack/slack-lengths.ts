import type { Count } from '../../domain/facts.ts'
import type { Messages } from '../../i18n/locale.ts'
import { countedName, firstRows } from '../../render/rows.ts'
import { slackCode } from './slack-escape.ts'

/** How much a message tells. Longest texts in UTF-16 units of their escaped form. */
export interface Detail {
  /** Rows of a list; groups of a period. */
  readonly rows: number
  readonly groups: number
  /** A name (model, key, title of a group) and an example. */
  readonly name: number
  readonly sample: number
  /** The words of the LLM. */
  readonly explanation: number
}

/**
 * From full to bare; the first that fits is sent. Each step roughly halves, and the last is so small that it fits
 * whatever the text is, so that no message fails for its length.
 */
export const details: readonly Detail[] = [
  { rows: 5, groups: 10, name: 120, sample: 1200, explanation: 5000 },
  { rows: 5, groups: 6, name: 80, sample: 900, explanation: 2900 },
  { rows: 3, groups: 4, name: 60, sample: 500, explanation: 1500 },
  { rows: 2, groups: 2, name: 40, sample: 200, explanation: 500 },
  { rows: 1, groups: 1, name: 20, sample: 60, explanation: 100 },
]

/** A title and its largest counts, for a field: at most 2,000 units, which the rows of `details` keep. */
export const countsField = (
  title: string,
  counts: readonly Count[],
  detail: Detail,
  messages: Messages,
): string => {
  const { rows, more } = firstRows(counts, detail.rows)
  return [
    `*${title}*`,
    ...rows.map(
      (one) =>
        `${messages.format.number(one.count)} × ${slackCode(countedName(one, messages), detail.name)}`,
    ),
    ...(more === 0 ? [] : [messages.andMore({ count: more })]),
  ].join('\n')
}
