import type { Comparison, Facts } from '../domain/facts.ts'
import type { Messages } from '../i18n/locale.ts'

const hour = 3_600_000

/** What the period before is called: the day, the week, or just the period. */
export const previousText = (
  { from, to }: Pick<Facts, 'from' | 'to'>,
  messages: Messages,
): string => {
  const hours = (to - from) / hour
  // A day has 23 or 25 hours where the clock changes.
  if (Math.abs(hours - 24) <= 1) return messages.previous.day
  return Math.abs(hours - 168) <= 1 ? messages.previous.week : messages.previous.period
}

const comparisonText = (
  { id, total, change }: Comparison,
  when: string,
  messages: Messages,
): string => {
  const isWeekday = id === 'c2'
  if (change === null) return isWeekday ? messages.noneWeekday : messages.noneBefore({ when })
  const compared = { change: messages.format.change(change), before: total }
  return isWeekday
    ? messages.againstWeekday(compared)
    : messages.againstBefore({ ...compared, when })
}

/** What the total is held against, a line each: change, share of requests, the busiest minutes. */
export const contextLines = (facts: Facts, messages: Messages): readonly string[] => {
  const { comparisons = [], requests, busiest = [], timezone } = facts
  // One failure makes no minute a busy one.
  const minutes = busiest
    .filter(({ count }) => count > 1)
    .map(({ start, count }) =>
      messages.timeCount({
        time: messages.format.time(
          start,
          timezone,
          facts.to - facts.from > 90_000_000 ? undefined : start,
        ),
        count,
      }),
    )
  return [
    ...comparisons.map((each) => comparisonText(each, previousText(facts, messages), messages)),
    ...(requests === undefined
      ? []
      : [
          messages.ofRequests({
            share: messages.format.share(requests.share),
            requests: requests.total,
          }),
        ]),
    ...(minutes.length === 0
      ? []
      : [messages.busiest({ minutes: minutes.join(messages.separator) })]),
  ]
}

/** Periods named one by one. */
const mostNamed = 3

const periodsOf = (
  gaps: NonNullable<Facts['gaps']>,
  { from: start, to: end, timezone }: Facts,
  messages: Messages,
): string => {
  // Whoever reads about one day knows its date.
  const day = end - start > 90_000_000 ? undefined : start
  const named = gaps
    .slice(0, mostNamed)
    .map(({ from, to }) => messages.format.ends(from, to, timezone, day).join(' – '))
    .join(messages.separator)
  const more = gaps.length - mostNamed
  return more > 0 ? `${named}${messages.separator}${messages.andMore({ count: more })}` : named
}

/** When the monitor itself was blind: what is missing, and what was only read afterwards. Empty where it was not. */
export const gapLines = (facts: Facts, messages: Messages): readonly string[] => {
  const { gaps = [] } = facts
  const missing = gaps.filter((gap) => gap.missing !== false)
  const late = gaps.filter((gap) => gap.missing === false)
  return [
    ...(missing.length === 0
      ? []
      : [messages.notSeen({ periods: periodsOf(missing, facts, messages) })]),
    ...(late.length === 0
      ? []
      : [messages.notWatched({ periods: periodsOf(late, facts, messages) })]),
  ]
}
