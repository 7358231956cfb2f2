import type { ClassifiedEvent } from '../../../src/domain/event.ts'
import type { Notification } from '../../../src/domain/notification.ts'
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
  /** Evaluates the rules at a moment; resolves with what was queued, sent at once. */
  const evaluateAt = async (at: number): Promise<readonly Notification[]> => {
    now = at
    await evaluate(watchingSince, 0)
    const due = await store.due('slack', at, 100)
    for (const { id } of due) await store.markSent(id, at, '')
    return due.map(({ notification }) => notification)
  }
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
    evaluateAt,
    /** The same as texts. */
    look: async (at: number): Promise<readonly string[]> =>
      (await evaluateAt(at)).flatMap((notification) => {
        const { messages } = english
        if (notification.kind === 'alert') {
          const { finding } = notification.alert
          return [`${notification.reason} ${findingLine(finding, messages, 'UTC')}`]
        }
        if (notification.kind !== 'system') return []
        const { title, lines } = noticeText(notification.notice, messages, 'UTC')
        return [[title, ...lines].join('. ')]
      }),
  }
}
