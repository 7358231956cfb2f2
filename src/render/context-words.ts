import type { Comparison, Facts } from '../domain/facts.ts'
import { HOUR_MS } from '../domain/units.ts'
import type { Words } from '../i18n/locale.ts'
import { formatEnds, formatNumber, formatShare, formatTime } from './format.ts'

/** `+12%`, `−40%`; more than ten times as many is said as such. */
const changeWords = (change: number, words: Words): string =>
  new Intl.NumberFormat(words.locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  }).format(change)

/** What the period before is called: the day, the week, or just the period. */
export const previousWords = ({ from, to }: Pick<Facts, 'from' | 'to'>, words: Words): string => {
  const hours = (to - from) / HOUR_MS
  // A day has 23 or 25 hours where the clock changes.
  if (Math.abs(hours - 24) <= 1) return words.previous.day
  return Math.abs(hours - 168) <= 1 ? words.previous.week : words.previous.period
}

const comparisonWords = ({ id, total, change }: Comparison, when: string, words: Words): string => {
  const isWeekday = id === 'c2'
  if (change === null) return isWeekday ? words.noneWeekday : words.noneBefore(when)
  const before = formatNumber(total, words)
  const said = changeWords(change, words)
  return isWeekday ? words.againstWeekday(said, before) : words.againstBefore(said, when, before)
}

/** What the total is held against, a line each: change, share of requests, the busiest minutes. */
export const contextLines = (facts: Facts, words: Words): readonly string[] => {
  const { comparisons = [], requests, busiest = [], timezone } = facts
  // One failure makes no minute a busy one.
  const minutes = busiest
    .filter(({ count }) => count > 1)
    .map(
      ({ start, count }) =>
        `${formatTime(start, timezone, facts.to - facts.from > 90_000_000 ? undefined : start, words)} (${formatNumber(count, words)})`,
    )
  return [
    ...comparisons.map((each) => comparisonWords(each, previousWords(facts, words), words)),
    ...(requests === undefined
      ? []
      : [
          words.ofRequests(formatShare(requests.share, words), formatNumber(requests.total, words)),
        ]),
    ...(minutes.length === 0 ? [] : [words.busiest(minutes.join(words.separator))]),
  ]
}

/** Periods named one by one. */
const mostNamed = 3

const periodsOf = (
  gaps: NonNullable<Facts['gaps']>,
  { from: start, to: end, timezone }: Facts,
  words: Words,
): string => {
  // Whoever reads about one day knows its date.
  const day = end - start > 90_000_000 ? undefined : start
  const named = gaps
    .slice(0, mostNamed)
    .map(({ from, to }) => formatEnds(from, to, timezone, day, words).join(' – '))
    .join(words.separator)
  const more = gaps.length - mostNamed
  return more > 0 ? `${named}${words.separator}${words.andMore(formatNumber(more, words))}` : named
}

/** When the monitor itself was blind: what is missing, and what was only read afterwards. Empty where it was not. */
export const gapLines = (facts: Facts, words: Words): readonly string[] => {
  const { gaps = [] } = facts
  const missing = gaps.filter((gap) => gap.missing !== false)
  const late = gaps.filter((gap) => gap.missing === false)
  return [
    ...(missing.length === 0 ? [] : [words.notSeen(periodsOf(missing, facts, words))]),
    ...(late.length === 0 ? [] : [words.notWatched(periodsOf(late, facts, words))]),
  ]
}
