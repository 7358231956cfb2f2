import { DAY_MS, HOUR_MS } from '../domain/units.ts'
import { defaultInhibit, inhibitSchema } from '../routing/inhibit.ts'
import { muteTimesSchema } from '../routing/mute-time.ts'
import { routesSchema } from '../routing/route.ts'
import { channelsSchema } from './channel-list.ts'
import { duration, names, whole } from './kinds.ts'
import { ruleList } from './rule-lists.ts'

/** Options of notifications. */
export const notificationOptions = {
  channels: names({
    doc: 'Channels for alerts that match no route. Empty: all channels.',
    default: [],
  }),
  groupBy: names({
    doc: 'Labels by which alerts are grouped into one message. Empty: all alerts of a route form one group.',
    default: [],
  }),
  groupWait: duration(
    {
      doc: 'How long the first message of a group waits for further alerts. It does not wait if the next evaluation comes later than that.',
      default: '20s',
    },
    { min: 0, max: HOUR_MS },
  ),
  groupInterval: duration(
    { doc: 'Minimum time between two messages of one group.', default: '1m' },
    { min: 0, max: DAY_MS },
  ),
  perHour: whole(
    {
      doc: 'Maximum number of messages per channel and hour. Critical alerts are not limited; one message at the end of the hour says how many others were held back.',
      default: 60,
    },
    { min: 1, max: 100_000 },
  ),
}

export const channelList = ruleList(
  {
    doc: 'Further channels: name, type (slack, email, webhook, alertmanager) and its target: webhookUrl, to or url. Secrets may be in a file: webhookUrlFile, urlFile, secretFile. See docs/notifications.md.',
    default: [],
    mask: 'hidden',
  },
  channelsSchema,
)

export const routeList = ruleList(
  {
    doc: 'Which alerts go to which channels, by their labels: match, channels, continue, groupBy, groupWait, groupInterval and nested routes. The first match wins. lookout check --route LABELS shows it.',
    default: [],
  },
  routesSchema,
)

export const muteTimeList = ruleList(
  {
    doc: 'Quiet hours: name, severities that wait (default warning and info), times (from, to, days), timezone, match. Alerts that still fire when they end are sent then.',
    default: [],
  },
  muteTimesSchema,
)

export const inhibitList = ruleList(
  {
    doc: 'While an alert that matches source is firing, alerts that match target and have the same values of the labels in equal are held back.',
    default: defaultInhibit,
  },
  inhibitSchema,
)
