import { type Channel, DeliveryError } from '../../domain/channel.ts'
import type { Clock } from '../../domain/ports.ts'
import { messageOf } from '../../domain/reason.ts'
import type { LanguageModel } from '../../explain/model-ports.ts'
import type { PageCommit, PageOutcome } from '../../pipeline/ingest/poll-ports.ts'
import type { Explain } from '../../pipeline/report/explain.ts'
import type { Parts } from '../app-parts.ts'
import type { MetricSet } from './metric-list.ts'

/** Maximum number of different reasons for one channel; a server that makes up new ones must not fill the memory. */
const mostReasons = 30

/** Makes outside texts into labels: short, and a limited number of different ones. */
export const createReasons = () => {
  const known = new Map<string, Set<string>>()
  return (channel: string, reason: string): string => {
    const short =
      reason
        .toLowerCase()
        .replace(/[^a-z0-9 _.-]+/g, '_')
        .slice(0, 40) || 'unknown'
    const of = known.get(channel) ?? new Set<string>()
    known.set(channel, of)
    if (!of.has(short) && of.size >= mostReasons) return 'other'
    of.add(short)
    return short
  }
}

const watchChannel = (
  channel: Channel,
  set: MetricSet,
  reasonOf: ReturnType<typeof createReasons>,
  clock: Clock,
): Channel => ({
  ...channel,
  send: async (notification, now, signal) => {
    const began = clock.now()
    const count = (outcome: string, reason: string): void => {
      set.deliveries.inc({ channel: channel.name, outcome, reason: reasonOf(channel.name, reason) })
      set.deliveryDuration.observe({ channel: channel.name }, (clock.now() - began) / 1000)
    }
    try {
      const delivered = await channel.send(notification, now, signal)
      count('sent', 'accepted')
      return delivered
    } catch (error) {
      if (signal.aborted) throw error
      if (error instanceof DeliveryError)
        count(error.retry.again ? 'retry' : 'refused', error.reason)
      else count('retry', 'unexpected')
      throw error
    }
  },
})

/** The problem of the last call, '' for none: shown on the page. */
export interface ModelHealth {
  problem: string
}

const watchModel = (
  model: LanguageModel,
  set: MetricSet,
  health: ModelHealth,
  clock: Clock,
): LanguageModel => ({
  model: model.model,
  complete: async (prompt, callId, signal) => {
    const began = clock.now()
    try {
      const answer = await model.complete(prompt, callId, signal)
      set.llmCalls.inc({ outcome: 'answered' })
      set.llmTokens.inc({ direction: 'in' }, answer.tokensIn ?? 0)
      set.llmTokens.inc({ direction: 'out' }, answer.tokensOut ?? 0)
      health.problem = ''
      return answer
    } catch (error) {
      if (!signal.aborted) {
        set.llmCalls.inc({ outcome: 'failed' })
        health.problem = messageOf(error)
      }
      throw error
    } finally {
      set.llmDuration.observe((clock.now() - began) / 1000)
    }
  },
})

const countPage = (set: MetricSet, page: PageCommit, { added, twins }: PageOutcome): void => {
  const { table } = page
  set.events.inc({ table }, added)
  set.twins.inc({ table }, twins)
  if (page.late) set.lateEvents.inc({ table }, added)
  if (added === 0) return
  for (const [index, event] of page.events.entries()) {
    const visible = page.visibleAt[index] ?? null
    if (visible === null) continue
    set.lateness.observe({ table }, Math.max(0, visible - event.startTime) / 1000)
  }
}

/** `error_logs_full_101502.json` is of the kind `error_logs_full`. */
const kindOf = (name: string): string => /^([a-z_]+?)_\d{6}/.exec(name)?.[1] ?? 'other'

/** The same parts, with counting: jobs and rooms know nothing about metrics. */
export const watchParts = (
  parts: Parts,
  set: MetricSet,
  health: ModelHealth,
  clock: Clock,
): Parts => {
  const reasonOf = createReasons()
  return {
    ...parts,
    watchExplain: watchExplain(set),
    channels: parts.channels.map((channel) => watchChannel(channel, set, reasonOf, clock)),
    model: parts.model === null ? null : watchModel(parts.model, set, health, clock),
    store: {
      ...parts.store,
      commitPage: async (page) => {
        const outcome = await parts.store.commitPage(page)
        countPage(set, page, outcome)
        return outcome
      },
      recordPoll: async (poll) => {
        set.sourceUp.set(poll.ok ? 1 : 0)
        set.polls.inc({ outcome: poll.ok ? 'good' : 'failed' })
        await parts.store.recordPoll(poll)
      },
    },
    artifacts: {
      ...parts.artifacts,
      write: async (folder, name, chunks) => {
        const path = await parts.artifacts.write(folder, name, chunks)
        set.artifacts.inc({ kind: kindOf(name) })
        return path
      },
    },
  }
}

/** The same explaining, with counting. */
const watchExplain =
  (set: MetricSet) =>
  (explain: Explain): Explain =>
  async (facts, signal) => {
    const explained = await explain(facts, signal)
    set.statements.inc(explained.statements)
    set.cutStatements.inc(explained.cut)
    return explained
  }
