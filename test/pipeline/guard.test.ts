import { describe, expect, it } from 'vitest'
import { createGuard } from '../../src/pipeline/guard.ts'

/** A job whose runs end when the test says so. */
const held = () => {
  const ends: (() => void)[] = []
  return {
    runs: () => ends.length,
    end: () => ends.at(-1)?.(),
    job: () => new Promise<void>((resolve) => ends.push(resolve)),
  }
}

describe('the overlap guard', () => {
  it('runs a job once at a time, however often it is rung', () => {
    const work = held()
    const guard = createGuard('poll', work.job)
    void guard.trigger()
    void guard.trigger()
    void guard.trigger()
    expect(work.runs()).toBe(1)
  })

  it('runs once more afterwards when it was rung meanwhile, for all who rang', async () => {
    const work = held()
    const guard = createGuard('poll', work.job)
    const first = guard.trigger()
    const rung = [guard.trigger(), guard.trigger()]
    work.end()
    await first
    await new Promise(setImmediate)
    expect(work.runs()).toBe(2)
    work.end()
    await Promise.all(rung)
    expect(work.runs()).toBe(2)
  })

  it('stops after the run under way and starts no other', async () => {
    const work = held()
    const guard = createGuard('poll', work.job)
    void guard.trigger()
    void guard.trigger()
    const stopped = guard.stop()
    work.end()
    await stopped
    await guard.trigger()
    expect(work.runs()).toBe(1)
  })
})
