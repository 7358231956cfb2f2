import { MINUTE_MS } from '../domain/units.ts'
import { troubleText } from '../i18n/finding-text.ts'
import type { MonitorView } from './read-model.ts'
import { duration, name, type View } from './view.ts'

/** A poll this long ago is no more a recent one, whatever the schedule; where the last one failed, sooner. */
const stale = 10 * MINUTE_MS
const staleAfterFailure = 3 * MINUTE_MS
/** A message that waits longer is not about to go out. */
const stuck = 15 * MINUTE_MS

type Watched = Pick<MonitorView, 'lastPoll' | 'lastGoodPollAt' | 'outbox'>

/** Why a poll failed, in the page's language. */
export const pollTrouble = (
  { locale }: View,
  { reason, trouble }: NonNullable<Watched['lastPoll']>,
): string => name(trouble === undefined ? reason : troubleText(trouble, locale.messages), 300)

/** Whether what is shown may be old: then nobody knows whether requests fail. */
export const hasNoData = ({ lastPoll, lastGoodPollAt }: Watched, now: number): boolean =>
  now - (lastGoodPollAt ?? 0) > (lastPoll?.ok === true ? stale : staleAfterFailure)

/** Why Lookout cannot read the logs or cannot notify, a line each; none where it can do both. */
export const troublesOf = (view: View, monitor: Watched): readonly string[] => {
  const { messages, now } = view
  const { lastPoll, lastGoodPollAt, outbox } = monitor
  const blind =
    lastPoll?.ok === true && !hasNoData(monitor, now)
      ? []
      : lastGoodPollAt === null
        ? [messages.neverPolled]
        : [
            messages.lastGoodPoll({
              ago: view.locale.messages.ago({ duration: duration(view, now - lastGoodPollAt) }),
            }),
          ]
  const why = lastPoll === null || lastPoll.ok ? [] : [pollTrouble(view, lastPoll)]
  const waiting = outbox
    .filter(({ oldestAgeMs }) => (oldestAgeMs ?? 0) > stuck)
    .map(({ channel, pending, oldestAgeMs }) =>
      messages.stuck({
        count: pending,
        channel: name(channel),
        age: duration(view, oldestAgeMs ?? 0),
      }),
    )
  return [[...blind, ...why].join(messages.sentenceBreak), ...waiting].filter((line) => line !== '')
}
