import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { findingLine } from '../../../src/i18n/finding-text.ts'
import { english } from '../../../src/i18n/locales.ts'
import { noticeText } from '../../../src/i18n/notice-text.ts'
import { createEvaluate, type EvaluateOptions } from '../../../src/pipeline/evaluate/evaluate.ts'
import { createOverlap, type Overlap } from '../../../src/pipeline/ingest/overlap.ts'
import { type RuleInput, rulesSchema } from '../../../src/rules/rule.ts'
import type { Store } from '../../../src/state/store.ts'
import { makeEvent } from '../../state/contract/make.ts'
import { quiet } from '../../state/quiet.ts'

export const start = Date.UTC(2026, 2, 1, 10, 0, 0)

const options = (rules: readonly RuleInput[], overlap: Overlap): EvaluateOptions => ({
  rules: rulesSchema.parse(rules),
  instance: 'test',
  timezone: 'UTC',
  channels: ['slack'],
  downtimeMs: 10 * MINUTE_MS,
  overlap,
  firstLookbackMs: DAY_MS,
  learningMs: HOUR_MS,
  maxSeries: 100,
  unreachableAfter: 3,
  flapping: { times: 3, windowMs: HOUR_MS },
  dispatch: {
    route: { channels: ['slack'], groupBy: ['...'], groupWait: 0, groupInterval: 0, routes: [] },
    muteTimes: [],
    inhibit: [],
    timezone: 'UTC',
    evaluationIntervalMs: MINUTE_MS,
    resend: [],
    resendMs: 5 * MINUTE_MS,
  },
})

let numbered = 0

/** So many failures at one moment. */
export const failures = (
  count: number,
  time: number,
  over: Partial<ClassifiedEvent> & { readonly kind?: string } = {},
): readonly ClassifiedEvent[] =>
  Array.from({ length: count }, () => makeEvent(`r${++numbered}`, time, over))

/** A daemon's evaluations on a state, without the daemon: the clock is the argument. */
export const looking = (
  store: Store,
  rules: readonly RuleInput[],
  watchingSince: number,
  overlap: number | { readonly minMs: number; readonly maxMs: number } = 15 * MINUTE_MS,
) => {
  let now = start
  const clock = { now: () => now }
  const evaluate = createEvaluate(
    store,
    options(rules, createOverlap(overlap, store, clock, quiet)),
    clock,
    quiet,
  )
  return {
    commit: async (events: readonly ClassifiedEvent[]): Promise<void> => {
      await store.commitPage({
        table: 'SpendLogs',
        events,
        visibleAt: events.map(() => null),
        mark: null,
        late: false,
        now,
      })
    },
    /** Evaluates the rules at a moment; resolves with the texts of what was queued, sent at once. */
    look: async (at: number): Promise<readonly string[]> => {
      now = at
      await evaluate(watchingSince, 0)
      const told: string[] = []
      for (const row of await store.due('slack', at, 100)) {
        const { notification } = row
        if (notification.kind === 'alert')
          told.push(
            `${notification.reason} ${findingLine(notification.alert.finding, english.messages, 'UTC')}`,
          )
        if (notification.kind === 'system')
          told.push(
            Object.values(noticeText(notification.notice, english.messages, 'UTC'))
              .flat()
              .join('. '),
          )
        await store.markSent(row.id, at, '')
      }
      return told
    },
  }
}
