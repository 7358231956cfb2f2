import { DAY_MS, HOUR_MS } from '../domain/units.ts'
import { defaultInhibit, inhibitSchema } from '../routing/inhibit.ts'
import { muteTimesSchema } from '../routing/mute-time.ts'
import { routesSchema } from '../routing/route.ts'
import { channelsSchema } from './channel-list.ts'
import { duration, names, whole } from './kinds.ts'
import { ruleList } from './rule-lists.ts'

/** From alerts to people. */
export const notificationOptions = {
  channels: names({
    doc: 'Channels that alerts go to which no route takes. Empty: all there are.',
    default: [],
  }),
  groupBy: names({
    doc: 'Alerts with the same values of these labels are told in one message. Empty: all of them.',
    default: [],
  }),
  groupWait: duration(
    {
      doc: 'How long the first message of a group waits for alerts that start together. It never waits where the rules are not looked at before it is over.',
      default: '20s',
    },
    { min: 0, max: HOUR_MS },
  ),
  groupInterval: duration(
    { doc: 'The least time between two messages of one group.', default: '1m' },
    { min: 0, max: DAY_MS },
  ),
  perHour: whole(
    {
      doc: 'Messages for each channel and hour. What is critical goes out all the same; of the rest beyond it one message tells how many there were.',
      default: 60,
    },
    { min: 1, max: 100_000 },
  ),
}

export const channelList = ruleList(
  {
    doc: 'Further channels: name, type (slack, email, webhook, alertmanager) and where it goes: webhookUrl, to, url. Secrets may stand in a file: webhookUrlFile, urlFile, secretFile. See docs/alerting.md.',
    default: [],
    mask: 'hidden',
  },
  channelsSchema,
)

export const routeList = ruleList(
  {
    doc: 'Where alerts go, by their labels: match, channels, continue, groupBy, groupWait, groupInterval and routes inside. The first that matches takes an alert. lookout check --route LABELS tells which.',
    default: [],
  },
  routesSchema,
)

export const muteTimeList = ruleList(
  {
    doc: 'Quiet hours: name, severities that wait (default warning and info), times (from, to, days), timezone, match. What still fires when they end is told then.',
    default: [],
  },
  muteTimesSchema,
)

export const inhibitList = ruleList(
  {
    doc: 'While an alert fires that matches source, those that match target and have equal values of the labels in equal are not told.',
    default: defaultInhibit,
  },
  inhibitSchema,
)
