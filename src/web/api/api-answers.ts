import type { AlertRecord } from '../../domain/alert.ts'
import { findingLine } from '../../i18n/finding-text.ts'
import { english } from '../../i18n/locales.ts'
import { matchersText } from '../../routing/matcher.ts'
import { type Silence, silenceState } from '../../routing/silence.ts'
import type { EventsData } from '../pages/events.ts'
import type { GroupData } from '../pages/group.ts'
import type { GroupsData } from '../pages/groups.ts'
import type { NowData, Tile } from '../pages/now.ts'
import type { Steps } from '../read-model.ts'

/** An alert without what its rule keeps for itself. */
export const alertAnswer = ({ memo: _, ...alert }: AlertRecord) => ({
  ...alert,
  // Programs read `finding`; whoever looks at the answer has a sentence. English, as the rest of the API.
  summary: findingLine(alert.finding, english.messages, 'UTC'),
})

const sum = (steps: Steps): number =>
  steps.series.reduce((total, { counts }) => total + counts.reduce((all, n) => all + n, 0), 0)

const tileAnswer = ({ period, failures, successes }: Tile) => {
  const total = sum(failures)
  const all = total + (successes ?? 0)
  return {
    period: period.name,
    failures: total,
    share: successes === null || all === 0 ? null : total / all,
  }
}

/** Only its described fields, whatever else the object carries. */
const stepsAnswer = ({ from, to, stepMs, series }: Steps): Steps => ({ from, to, stepMs, series })

export const nowAnswer = ({ period, steps, tiles, groups, monitor, daemon }: NowData) => {
  const { openAlerts, lateness: _, ...rest } = monitor
  return {
    period: period.name,
    failures: stepsAnswer(steps),
    last: tiles.map(tileAnswer),
    openAlerts: openAlerts.map(alertAnswer),
    largestGroups: groups,
    monitor: { ...rest, marks: Object.fromEntries(monitor.marks), ...daemon },
  }
}

export const groupsAnswer = ({ period, page }: GroupsData) => ({
  period: period.name,
  from: period.from,
  to: period.to,
  ...page,
})

export const groupAnswer = ({
  group,
  steps,
  affected,
  events,
  alerts,
  explanation,
}: GroupData) => ({
  group,
  failures: stepsAnswer(steps),
  affected,
  events: events.rows,
  alerts: alerts.map(alertAnswer),
  explanation,
})

export const eventsAnswer = ({ page: { rows, next } }: EventsData) => ({
  rows,
  next: next === null ? null : `${next.time}.${next.id}`,
})

export const alertDetailAnswer = (alert: AlertRecord, steps: Steps) => ({
  alert: alertAnswer(alert),
  failures: stepsAnswer(steps),
})

export const silenceAnswer = (silence: Silence, now: number, open: ReadonlySet<string>) => ({
  ...silence,
  matchers: matchersText(silence.matchers),
  state: silenceState(silence, now, open),
})
