import type { Facts, GroupFact } from '../domain/facts.ts'
import { isoMinute } from '../i18n/format.ts'
import type { Messages } from '../i18n/locale.ts'
import { longerThanDay } from './calm-lines.ts'

/**
 * When a group of a period was seen: "from 03:12 to 04:02", with its date where the period is longer than a day; or
 * "at …" when it was within one minute.
 */
export const seenText = (
  { firstSeen, lastSeen }: Pick<GroupFact, 'firstSeen' | 'lastSeen'>,
  { from, to, timezone: zone }: Pick<Facts, 'from' | 'to' | 'timezone'>,
  messages: Messages,
): string => {
  const day = to - from > longerThanDay ? undefined : from
  return isoMinute(firstSeen, zone) === isoMinute(lastSeen, zone)
    ? messages.seenOnce({ at: messages.format.time(firstSeen, zone, day) })
    : messages.seen({
        first: messages.format.time(firstSeen, zone, day),
        last: messages.format.time(lastSeen, zone, firstSeen),
      })
}
