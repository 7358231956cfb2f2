import { MINUTE_MS } from '../../src/domain/units.ts'
import { repeatsOf } from './checks/deliveries.ts'
import { failuresOf } from './checks/truth.ts'
import type { RunOutcome } from './run.ts'

const late = 15 * MINUTE_MS

/** The numbers of a run, for people and programs. */
export const figuresOf = (outcome: RunOutcome) => {
  const { truth, observed, writer, stage, hits } = outcome
  const { repeats, unanswered, bound } = repeatsOf(truth, observed)
  const { pace, written } = truth
  const fired = observed.alerts.filter(({ firedAt }) => firedAt !== null)
  const latenesses = written
    .filter(({ by }) => by > 0)
    .map(({ by, start }) => pace.base + (by - pace.realBase) * pace.factor - start)
  return {
    shape: outcome.shape,
    tables: outcome.bothTables ? 'both' : 'SpendLogs',
    seconds: Math.round(outcome.realMs / 1000),
    fastHours: Math.round((truth.endedAt - pace.base) / 360_000) / 10,
    kills: truth.kills,
    killsAtAStep: hits.length,
    stepsHit: new Set(hits).size,
    clocksOff: outcome.troubles.clocks,
    disksFull: outcome.troubles.disks,
    rowsWritten: written.length,
    failures: failuresOf(written).size,
    successes: writer.successes,
    largestStatement: writer.largest,
    writerOutages: writer.outages,
    laterThanOverlap: latenesses.filter((ms) => ms > late).length,
    latestMinutes: Math.round(Math.max(0, ...latenesses) / MINUTE_MS),
    eventsInState: observed.events.filter(({ twinOf }) => twinOf === null).length,
    twins: observed.events.filter(({ twinOf }) => twinOf !== null).length,
    reports: observed.reports.size,
    rowsInReports: [...observed.reports.values()].reduce((sum, ids) => sum + ids.length, 0),
    digests: observed.digests.length,
    looksAtRules: observed.looks.length,
    alertsFired: fired.length,
    alertsResolved: fired.filter(({ resolvedAt }) => resolvedAt !== null).length,
    messagesQueued: observed.outbox.length,
    messagesArrived: observed.received.length,
    repeats,
    repeatsAllowed: bound,
    answersThatNeverCame: unanswered,
    slack: Object.fromEntries(stage.slack.moods),
    mail: Object.fromEntries(stage.mail.moods),
  }
}

export type Figures = ReturnType<typeof figuresOf>

export const tableOf = (figures: Figures): string =>
  Object.entries(figures)
    .map(([name, value]) => {
      const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      return `${words.padEnd(26)} ${typeof value === 'object' ? JSON.stringify(value) : value}`
    })
    .join('\n')
