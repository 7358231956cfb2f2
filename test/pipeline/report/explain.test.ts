import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LanguageModel } from '../../../src/explain/model-ports.ts'
import { chinese } from '../../../src/i18n/locales.ts'
import { notesText } from '../../../src/i18n/note-text.ts'
import type { ExplainOptions } from '../../../src/pipeline/report/explain.ts'
import { openState } from '../../../src/state/store.ts'
import { dayOfEvents, exampleFacts, factsOf } from '../../explain/example.ts'
import { factEvent } from '../../explain/fact-events.ts'
import { injections } from '../../explain/injections.ts'
import {
  endless,
  honest,
  inventive,
  obedient,
  obedientPlain,
  plain,
  silent,
} from '../../explain/model/fake-models.ts'
import { tempFolder } from '../../state/open-temp.ts'
import { quiet } from '../../state/quiet.ts'
import { explainThrough, explainWith, forgetful } from './explain-stage.ts'

const never = new AbortController().signal

describe('explaining through a model', () => {
  it('loses nothing of an honest answer', async () => {
    const { explain } = await explainThrough(honest)
    const { explanation, cut, statements, margin, tokensIn } = await explain(exampleFacts(), never)
    expect({ cut, margin }).toEqual({ cut: 0, margin: '' })
    expect(statements).toBeGreaterThan(15)
    expect(explanation.headline).toContain('1,204 failures')
    expect(explanation.problems?.[0]?.text).toContain('612 failures of gpt-4o since 03:12')
    expect(explanation.text).toContain('## Main problems\n1. 612 failures')
    expect(explanation.notes).toEqual([])
    expect(tokensIn).toBe(11)
  })

  it('lets nothing invented through, and shows it in the margin', async () => {
    const { explain } = await explainThrough(inventive)
    const { explanation, cut, margin } = await explain(exampleFacts(), never)
    const sent = JSON.stringify(explanation)
    for (const invented of ['6127', 'gpt-6', 'made-up', '17:59', '1,2049'])
      expect(sent).not.toContain(invented)
    expect(cut).toBeGreaterThan(6)
    expect(margin).toContain('gpt-6-ultra')
    expect(margin).toContain('6127')
    expect(explanation.cut).toBe(cut)
  })

  it('takes plain words where a model cannot do JSON, and says so', async () => {
    const { explain } = await explainThrough(plain)
    const { explanation, cut } = await explain(exampleFacts(), never)
    expect(cut).toBe(0)
    expect(explanation.text).toContain('## Main problems\n- [g1] 612 failures of gpt-4o')
    expect(explanation.notes).toEqual([{ kind: 'plain' }])
    expect(explanation.problems).toBeUndefined()
  })

  it('keeps what was whole of an answer that was cut off', async () => {
    const { explain } = await explainThrough(endless)
    const { explanation, cut } = await explain(exampleFacts(), never)
    expect(cut).toBe(0)
    expect(explanation.problems?.length).toBeGreaterThan(1)
  })

  it('has the facts alone when the model is silent', async () => {
    const { explain } = await explainThrough(silent)
    const { explanation } = await explain(exampleFacts(), never)
    expect(explanation.text).toBeNull()
    expect(explanation.notes).toMatchObject([
      { kind: 'model_failed', failure: { kind: 'unusable' } },
    ])
  })

  it('has the facts alone when nothing the model says holds, with a note', async () => {
    const { explain } = await explainThrough(
      () => '{"headline": "9 failures", "advice": ["Buy more"]}',
    )
    const { explanation, cut } = await explain(exampleFacts(), never)
    expect(explanation).toMatchObject({ text: null, cut: 2 })
    expect(cut).toBe(2)
    expect(explanation.notes).toEqual([{ kind: 'all_cut', statements: 2 }])
  })

  it('shows nobody JSON that is none of what was asked for', async () => {
    const { explain } = await explainThrough(() => '{"error": "I would rather not"}')
    const { explanation } = await explain(exampleFacts(), never)
    expect(explanation.text).toBeNull()
  })

  it('never finds a period better than its facts', async () => {
    const { explain } = await explainThrough((prompt) =>
      (honest(prompt) ?? '').replace('"severity":"warning"', '"severity":"info"'),
    )
    expect((await explain(exampleFacts(), never)).explanation.severity).toBe('warning')
  })

  it('says its notes in the language of the locale', async () => {
    const explain = explainWith(null, { messages: chinese.messages })
    const { notes } = (await explain(exampleFacts(), never)).explanation
    expect(notesText(notes, chinese.messages)).toBe('未配置模型')
  })
})

describe('instructions in the data', () => {
  it('are twenty', () => {
    expect(injections).toHaveLength(20)
  })

  it.each(
    injections.flatMap((injection) => [
      { ...injection, model: obedient, form: 'parts' },
      { ...injection, model: obedientPlain, form: 'plain words' },
    ]),
  )('that a model obeys reach nobody: $name, in $form', async ({ text, forbidden, model }) => {
    const { explain, asked } = await explainThrough(model)
    const facts = factsOf([
      ...dayOfEvents(),
      ...Array.from({ length: 700 }, (_, i) =>
        factEvent({
          requestId: `evil-${i}`,
          time: Date.parse('2026-03-01T12:00:00Z') + i * 1000,
          message: `Invalid request: ${text}`,
          group: {
            fingerprint: 'evil',
            template: 'Invalid request: <text>',
            title: 'Invalid request',
          },
        }),
      ),
    ])
    const { explanation, cut } = await explain(facts, never)
    // The model saw it, or nothing was tested.
    expect(asked[0]?.body).toContain(JSON.stringify(text.split('\n')[0]).slice(1, -1))
    expect(cut).toBeGreaterThan(0)
    expect(JSON.stringify(explanation)).not.toMatch(forbidden)
    expect(explanation.text).toBeNull()
  })
})

describe('what a model costs', () => {
  const counting = (text: string): LanguageModel & { readonly asked: () => number } => {
    let asked = 0
    return {
      model: 'counted',
      asked: () => asked,
      complete: async ({ system, user }) => {
        asked += 1
        return { text: text || (honest(`${system}\n${user}`) ?? ''), tokensIn: 1, tokensOut: 1 }
      },
    }
  }

  it('is spent once for the same groups', async () => {
    const model = counting('')
    const explain = explainWith(model)
    const once = await explain(exampleFacts(), never)
    const twice = await explain(exampleFacts(), never)
    expect(model.asked()).toBe(1)
    expect(twice.explanation).toEqual(once.explanation)
    expect([once.reused, twice.reused]).toEqual([false, true])
  })

  it('is spent again when the old words are no longer true, though the sizes are about the same', async () => {
    const model = counting('')
    const explain = explainWith(model)
    await explain(exampleFacts(), never)
    const oneLess = factsOf(dayOfEvents().slice(1))
    await explain(factsOf(dayOfEvents()), never)
    const asked = model.asked()
    const { explanation } = await explain(oneLess, never)
    expect(model.asked()).toBe(asked + 1)
    expect(explanation.text).toContain('611 failures')
  })

  it('stops at the limits, with the reason', async () => {
    const model = counting('')
    for (const limit of ['calls', 'tokens'] as const) {
      const memory = { ...forgetful(), reserveCall: async () => limit }
      const explain = explainWith(model, { callsPerHour: 7, dailyTokens: 90_000 }, memory)
      const { explanation } = await explain(exampleFacts(), never)
      expect(explanation.text).toBeNull()
      expect(explanation.notes).toEqual([
        limit === 'calls'
          ? { kind: 'calls_used', limit: 7 }
          : { kind: 'tokens_used', limit: 90_000 },
      ])
    }
    expect(model.asked()).toBe(0)
  })

  it('is kept in part for digests and reports: alerts stop at three quarters of each limit', async () => {
    const asked = async (kind: string, given: Partial<ExplainOptions>) => {
      const store = await openState(`sqlite:${join(tempFolder(), 'state.db')}`, {
        log: quiet,
        now: () => 0,
      })
      const model = counting('')
      const about = { reuseMs: 0, maxAnswerTokens: 0, ...given }
      for (let alerts = 0; alerts < 9; alerts += 1)
        await explainWith(model, { kind: 'alert', ...about }, store)(exampleFacts(), never)
      const { explanation } = await explainWith(
        model,
        { kind, ...about },
        store,
      )(exampleFacts(), never)
      await store.close()
      return { calls: model.asked(), words: explanation.text !== null, notes: explanation.notes }
    }
    const hour = { callsPerHour: 8 }
    expect(await asked('digest', hour)).toMatchObject({ calls: 7, words: true })
    expect(await asked('report', hour)).toMatchObject({ calls: 7, words: true })
    const refused = await asked('alert', hour)
    expect(refused).toMatchObject({ calls: 6, words: false })
    expect(refused.notes).toEqual([{ kind: 'calls_used', limit: 6 }])
    // What a call took is known at once, two tokens each: a third prompt would fit the day, not the alerts' part of it.
    const { tokens } = (await explainWith(null)(exampleFacts(), never)).prompt
    const day = { dailyTokens: Math.ceil((tokens + 3) / 0.75) }
    expect(await asked('digest', day)).toMatchObject({ calls: 3, words: true })
    expect(await asked('alert', day)).toMatchObject({ calls: 2, words: false })
    // No limit has no part, and one call an hour is one for alerts, too.
    expect(await asked('alert', {})).toMatchObject({ calls: 10 })
    expect(await asked('alert', { callsPerHour: 1 })).toMatchObject({ calls: 1 })
  })

  it('does not cost the words when they cannot be remembered', async () => {
    const full = async () => {
      throw new Error('disk full')
    }
    const memory = { ...forgetful(), settleCall: full, rememberAnswer: full }
    const { explanation } = await explainWith(counting(''), {}, memory)(exampleFacts(), never)
    expect(explanation.text).not.toBeNull()
  })
})
