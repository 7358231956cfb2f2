import type { Facts, GroupFact } from '../domain/facts.ts'
import type { Words } from '../i18n/locale.ts'
import { formatTime } from './format.ts'
import { longerThanDay } from './told.ts'

/**
 * When a group of a period was seen: "from 03:12 to 04:02", with its date where the period is longer than a day; or
 * "at …" when it was within one minute.
 */
export const seenWords = (
  { firstSeen, lastSeen }: Pick<GroupFact, 'firstSeen' | 'lastSeen'>,
  { from, to, timezone: zone }: Pick<Facts, 'from' | 'to' | 'timezone'>,
  words: Words,
): string => {
  const day = to - from > longerThanDay ? undefined : from
  return formatTime(firstSeen, zone) === formatTime(lastSeen, zone)
    ? words.seenOnce(formatTime(firstSeen, zone, day, words))
    : words.seen(
        formatTime(firstSeen, zone, day, words),
        formatTime(lastSeen, zone, firstSeen, words),
      )
}
