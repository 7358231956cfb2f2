import { describe, expect, it } from 'vitest'
import { createAlertWords } from '../../src/jobs/alert-words.ts'
import type { Explained } from '../../src/jobs/explain.ts'
import type { Facts } from '../../src/summary/facts.ts'
import { honest } from '../llm/fake-models.ts'
import { alert } from '../render/notifications.ts'
import { explainThrough, explainWith } from './explain-stage.ts'

const never = new AbortController().signal

/** A pause that lasts until it is told to end, and is over when its signal is. */
const clockwork = () => {
  let end = () => {}
  const asked: number[] = []
  const pause = (ms: number, signal: AbortSignal): Promise<void> => {
    asked.push(ms)
    return new Promise((resolve, reject) => {
      end = resolve
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  }
  return { pause, asked, end: () => end() }
}

const explained = (text: string | null): Explained => ({
  explanation: { text, note: '', model: 'm' },
  prompt: { system: '', user: '', tokens: 0 },
  margin: '',
  statements: 0,
  cut: 0,
  tokensIn: 0,
  tokensOut: 0,
  reused: false,
})

describe('the words of an alert', () => {
  it('come with it when they come in time, and rest on what its rule saw', async () => {
    const { explain, asked } = await explainThrough(honest)
    const { pause } = clockwork()
    const { words, later } = await createAlertWords(explain, pause)(alert(), never)
    expect(words?.text).toContain('failures')
    expect(await later).toBeNull()
    expect(asked[0]?.body).toContain('Alert [a1] of rule')
  })

  it('are waited for 20 s and no longer; what comes later may follow', async () => {
    const { pause, asked, end } = clockwork()
    let say = (_: Explained) => {}
    const explain = () => new Promise<Explained>((resolve) => (say = resolve))
    const waiting = createAlertWords(explain, pause)(alert(), never)
    expect(asked).toEqual([20_000])
    end()
    const { words, later } = await waiting
    expect(words).toBeNull()
    say(explained('It was the provider.'))
    expect((await later)?.text).toBe('It was the provider.')
  })

  it('that never come, or fail, are no reason to fail', async () => {
    const { pause, end } = clockwork()
    let fail = (_: Error) => {}
    const explain = () => new Promise<Explained>((_, reject) => (fail = reject))
    const waiting = createAlertWords(explain, pause)(alert(), never)
    end()
    const { later } = await waiting
    fail(new Error('gone'))
    expect(await later).toBeNull()
  })

  it('are not asked for again when nobody waits any more', async () => {
    const { pause, end } = clockwork()
    let say = (_: Explained) => {}
    const explain = () => new Promise<Explained>((resolve) => (say = resolve))
    const waiting = createAlertWords(explain, pause)(alert(), never)
    end()
    const { later } = await waiting
    say(explained(null))
    expect(await later).toBeNull()
  })

  it('without a model are a note, at once', async () => {
    const { words } = await createAlertWords(explainWith(null), clockwork().pause)(alert(), never)
    expect(words).toMatchObject({ text: null, note: 'no language model is configured' })
  })

  it('know of a group no more than the alert does', async () => {
    let facts: Facts | null = null
    const explain = async (given: Facts) => {
      facts = given
      return explained(null)
    }
    await createAlertWords(explain, clockwork().pause)(alert(), never)
    expect(facts).toMatchObject({
      total: alert().alert.total,
      byFault: [],
      alert: { rule: alert().alert.rule },
    })
  })
})
