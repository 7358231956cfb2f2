import { describe, expect, it } from 'vitest'
import type { Logger } from '../../src/domain/ports.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import type { PollOutcome } from '../../src/pipeline/ingest/poll.ts'
import { createPollCycle, type PollSteps } from '../../src/pipeline/poll-cycle.ts'
import { createSourceHealth } from '../../src/pipeline/source-health.ts'
import { quiet } from '../state/quiet.ts'

const start = Date.UTC(2026, 2, 1, 10, 0, 0)
const forever = new AbortController().signal

class BrokenState extends Error {}

interface Fakes {
  /** What reading does, poll by poll; the last one goes on. */
  readonly polls?: readonly (() => Promise<PollOutcome>)[]
  readonly silent?: boolean
  readonly queued?: number
  readonly evaluate?: () => Promise<never>
}

const good = async (): Promise<PollOutcome> => ({
  added: 1,
  pages: 1,
  databaseNow: start + 500,
  offset: 500,
  newest: start,
})
const refused = async (): Promise<PollOutcome> => {
  throw new Error('connection refused')
}

/** A cycle whose steps write down that they were called, by a clock that the test moves. */
const cycling = ({ polls = [good], silent = false, queued = 0, evaluate }: Fakes = {}) => {
  const calls: string[] = []
  const evaluations: unknown[][] = []
  const clock = { at: start, now: () => clock.at }
  const log: Logger = quiet
  let polled = 0
  const note =
    (name: string) =>
    (..._: unknown[]): void =>
      void calls.push(name)
  const after =
    <T>(name: string, value: T) =>
    async (): Promise<T> => {
      calls.push(name)
      return value
    }
  const steps: PollSteps = {
    regroup: after('regroup', undefined),
    poll: async () => {
      calls.push('poll')
      const poll = polls[Math.min(polled++, polls.length - 1)]
      return (poll ?? good)()
    },
    noData: {
      silent: after(
        'silent',
        silent ? { since: start, cause: { kind: 'silent' } as const, saw: 'silent' } : null,
      ),
      checkForFailures: after('checkForFailures', undefined),
    },
    countRequests: after('countRequests', undefined),
    seed: after('seed', undefined),
    evaluate: async (...given) => {
      calls.push('evaluate')
      evaluations.push(given)
      await evaluate?.()
      return { queued }
    },
  }
  const held = { steps }
  const isStateError = (error: unknown): error is BrokenState => error instanceof BrokenState
  const health = createSourceHealth(
    { recordPoll: after('recordPoll', undefined) },
    isStateError,
    clock,
    log,
  )
  const cycle = createPollCycle(
    () => held.steps,
    {
      health,
      store: { watchSince: after('watchSince', start - MINUTE_MS) },
      steadyOffset: after('steadyOffset', 700),
      pastOutbox: {
        broken: async (reason) => void calls.push(`broken: ${reason}`),
        recovered: after('recovered', undefined),
      },
      isStateError,
      rebuilt: after('rebuilt', undefined),
      deliver: note('deliver'),
      report: note('report'),
      digest: note('digest'),
      heartbeat: after('heartbeat', undefined),
      polled: note('polled'),
    },
    clock,
    log,
  )
  return {
    clock,
    held,
    evaluations,
    health,
    calls,
    /** One cycle; resolves with what was called, in order. */
    run: async (): Promise<readonly string[]> => {
      calls.length = 0
      await cycle(forever)
      return [...calls]
    },
  }
}

describe('a poll cycle', () => {
  it('reads, groups, agrees on the time, checks, counts, evaluates, and wakes the others, in order', async () => {
    const { run } = cycling({ queued: 1 })
    expect(await run()).toEqual([
      'regroup',
      'poll',
      'recordPoll',
      'polled',
      'regroup',
      'watchSince',
      'steadyOffset',
      'silent',
      'checkForFailures',
      'countRequests',
      'seed',
      'evaluate',
      'deliver',
      'rebuilt',
      'report',
      'heartbeat',
      'recovered',
      'digest',
    ])
  })

  it('ends a rebuild and asks for a report once, with the first good poll', async () => {
    const { run } = cycling({ polls: [refused, good, good] })
    expect(await run()).not.toContain('report')
    const first = await run()
    expect(first).toContain('rebuilt')
    expect(first).toContain('report')
    expect(await run()).not.toContain('report')
  })

  it('evaluates by the agreed clock, and wakes no delivery where nothing was queued', async () => {
    const { run, evaluations } = cycling()
    expect(await run()).not.toContain('deliver')
    expect(evaluations).toEqual([[start - MINUTE_MS, 700, null]])
  })

  it('evaluates the rules about missing data where nothing can be read, and no heartbeat goes out', async () => {
    const { run, evaluations, clock } = cycling({ polls: [good, refused] })
    await run()
    clock.at += MINUTE_MS
    expect(await run()).toEqual(['regroup', 'poll', 'recordPoll', 'evaluate', 'recovered'])
    const [since, offset, noData] = evaluations[1] ?? []
    expect([since, offset]).toEqual([Number.POSITIVE_INFINITY, 700])
    expect(noData).toMatchObject({ since: start, saw: 'unread' })
  })

  it('makes a digest of what is known when the source is gone for more than an hour', async () => {
    const { run, clock } = cycling({ polls: [good, refused] })
    await run()
    clock.at += 59 * MINUTE_MS
    expect(await run()).not.toContain('digest')
    clock.at += 2 * MINUTE_MS
    expect(await run()).toContain('digest')
  })

  it('counts no requests and sends no heartbeat while LiteLLM logs nothing', async () => {
    const { run, evaluations } = cycling({ silent: true })
    const calls = await run()
    expect(calls).not.toContain('countRequests')
    expect(calls).not.toContain('heartbeat')
    expect(evaluations[0]?.[2]).toMatchObject({ saw: 'silent' })
  })

  it('goes past the outbox when the state cannot be written, and fails', async () => {
    const { run, calls } = cycling({
      evaluate: () => Promise.reject(new BrokenState('the disk is full')),
    })
    await expect(run()).rejects.toThrow('the disk is full')
    expect(calls.at(-1)).toBe('broken: the disk is full')
  })

  it('takes an error of the state while reading for no fault of the source', async () => {
    const { run, health } = cycling({
      polls: [good, () => Promise.reject(new BrokenState('the disk is full'))],
    })
    await run()
    await expect(run()).rejects.toThrow('the disk is full')
    expect(health.unready()).toEqual([])
  })

  it('goes by one configuration from begin to end, whatever is taken over meanwhile', async () => {
    const stage = cycling()
    const { steps } = stage.held
    const other = { ...steps, evaluate: () => Promise.reject(new Error('of the next cycle')) }
    stage.held.steps = {
      ...steps,
      poll: async (signal) => {
        stage.held.steps = other
        return steps.poll(signal)
      },
    }
    expect(await stage.run()).toContain('evaluate')
    await expect(stage.run()).rejects.toThrow('of the next cycle')
  })
})
