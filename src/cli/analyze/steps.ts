import type { ClassifiedEvent, RowKey, StoredEvent } from '../../domain/event.ts'
import type { ExplanationNote } from '../../domain/explanation-note.ts'

import type { Facts } from '../../domain/facts.ts'
import type { Explanation } from '../../domain/notification.ts'
import { explanationOf } from '../../explain/answer/explanation.ts'
import { failureOf, type LanguageModel } from '../../explain/model-ports.ts'
import type { BuiltPrompt } from '../../explain/prompt/prompt.ts'
import { createFactsCollector } from '../../facts/collector.ts'
import type { Messages } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import type { Period } from './analyze-period.ts'
import { type ReadOptions, type ReadPorts, readBackwards } from './read-failures.ts'

export interface QueryOptions extends ReadOptions {
  readonly instance: string
  /** IANA name. */
  readonly timezone: string
  /** Rows kept; totals are of all. */
  readonly limit: number
  /** Called after each page: failures so far, and the share of the period that is read, 0 to 1. */
  readonly onProgress?: (failures: number, share: number) => void
}

/** What the first step finds: the facts of everything that matches, and the newest rows. */
export interface QueryResult {
  readonly period: { readonly from: number; readonly to: number }
  readonly facts: Facts
  /** At most `limit`, newest first, redacted. */
  readonly events: readonly StoredEvent[]
}

type Timed = RowKey & { readonly time: number }

const newestFirst = (a: Timed, b: Timed): number =>
  b.time - a.time ||
  b.startTime - a.startTime ||
  (a.requestId < b.requestId ? 1 : a.requestId > b.requestId ? -1 : 0) ||
  (a.table < b.table ? -1 : 1)

/** Keeps the `limit` newest of a stream in any order, holding at most twice as many. */
const createNewest = <T extends Timed>(limit: number) => {
  let kept: T[] = []
  return {
    add: (event: T) => {
      kept.push(event)
      if (kept.length >= limit * 2 + 100) kept = kept.sort(newestFirst).slice(0, limit)
    },
    list: (): readonly T[] => kept.toSorted(newestFirst).slice(0, limit),
  }
}

const stored = (event: ClassifiedEvent): StoredEvent => {
  const { createdAt: _, teamId: __, tracebackTail: ___, ...rest } = event
  return { ...rest, late: false }
}

/** Step one: reads the failures of a period and counts them. Throws what the source throws. */
export const query = async (
  ports: ReadPorts,
  period: Period,
  options: QueryOptions,
  signal: AbortSignal,
): Promise<QueryResult> => {
  const { instance, timezone } = options
  const collector = createFactsCollector({ instance, timezone, from: period.from, to: period.to })
  const newest = createNewest<ClassifiedEvent>(options.limit)
  let failures = 0
  let readFrom = period.to
  for await (const window of readBackwards(ports, period, options, signal)) {
    for (const event of window.events) {
      collector.add(event)
      newest.add(event)
    }
    failures += window.events.length
    // A window counts once it is whole: only then is the period complete.
    if (!window.partial) readFrom = Math.min(readFrom, window.readFrom)
    const share = period.untilEnough
      ? failures / Math.max(1, options.limit)
      : (period.to - readFrom) / (period.to - period.from)
    options.onProgress?.(failures, Math.min(1, Math.max(0, share)))
    if (period.untilEnough && !window.partial && failures >= options.limit) break
  }
  const facts = collector.finish()
  // Reading backwards may have met failures a little before the last whole window: they were counted, so they are in.
  const from = Math.min(period.untilEnough ? readFrom : period.from, facts.firstSeen ?? readFrom)
  const read = { from: Math.min(from, period.to), to: period.to }
  return { period: read, facts: { ...facts, ...read }, events: newest.list().map(stored) }
}

export interface Analysis {
  readonly explanation: Explanation
  /** The model was asked and gave no answer. */
  readonly failed: boolean
  /** What was cut from the answer because the facts do not hold it; for below the prompt, never to be sent. */
  readonly margin: string
}

/** Step three: asks the model. A failure is in the notes, never thrown; only the signal's reason is. */
export const explain = async (
  facts: Facts,
  prompt: BuiltPrompt,
  model: LanguageModel | null,
  callId: string,
  signal: AbortSignal,
  messages: Messages = english.messages,
): Promise<Analysis> => {
  const without = (note: ExplanationNote, failed: boolean): Analysis => ({
    explanation: { text: null, notes: [note], model: model?.model ?? '' },
    failed,
    margin: '',
  })
  if (model === null) return without({ kind: 'not_asked' }, false)
  if (facts.total === 0) return without({ kind: 'nothing_to_explain' }, false)
  try {
    const { text, cutByLimit = false } = await model.complete(prompt, callId, signal)
    const { instructions } = prompt
    const about = { model: model.model, instructions, cutByLimit, messages }
    const { explanation, margin } = explanationOf(text, facts, about)
    return { explanation, failed: false, margin }
  } catch (cause) {
    signal.throwIfAborted()
    return without({ kind: 'model_failed', failure: failureOf(cause) }, true)
  }
}
