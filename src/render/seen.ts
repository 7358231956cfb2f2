import { formatTime } from './format.ts'
import type { Words } from './words.en.ts'

/** When a group was seen: "from 2026-03-01 03:12 to 04:02", or "at …" when it was within one minute. */
export const seenWords = (
  group: { readonly firstSeen: number; readonly lastSeen: number },
  zone: string,
  words: Words,
): string =>
  formatTime(group.firstSeen, zone) === formatTime(group.lastSeen, zone)
    ? words.seenOnce(formatTime(group.firstSeen, zone, undefined, words))
    : words.seen(
        formatTime(group.firstSeen, zone, undefined, words),
        formatTime(group.lastSeen, zone, group.firstSeen, words),
      )
