import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLenientJson } from '../../../src/explain/answer/lenient-json.ts'
import { readAnswer, takeCitations } from '../../../src/explain/answer/read-answer.ts'

const whole = {
  headline: { text: 'It broke.', cites: ['t1'] },
  severity: 'warning',
  problems: [{ text: 'a', cites: ['g1'], cause: 'b', confidence: 'high', advice: 'c', tell: 'd' }],
  byModel: [{ model: 'm', text: 'e', cites: ['m1'] }],
  advice: [{ text: 'f', cites: ['g1'] }],
}

describe('the answer of a model', () => {
  it.each([
    ['as it was asked for', JSON.stringify(whole)],
    ['in a code fence', `\`\`\`json\n${JSON.stringify(whole, null, 2)}\n\`\`\``],
    ['between other words', `Here {you} are:\n${JSON.stringify(whole)}\nAnything else?`],
    ['with commas too many', JSON.stringify(whole, null, 1).replaceAll(/\n( *[}\]])/g, ',\n$1')],
  ])('is read %s', (_, text) => {
    expect(readAnswer(text)).toEqual({ kind: 'parts', answer: whole })
  })

  it('is read as far as it came', () => {
    const text = JSON.stringify(whole)
    const cut = text.slice(0, text.indexOf('"advice":"c"') + 4)
    expect(readAnswer(cut)).toMatchObject({
      kind: 'parts',
      answer: { headline: whole.headline, problems: [{ text: 'a', cause: 'b', advice: '' }] },
    })
  })

  it('may spell its fields in other ways', () => {
    const read = readAnswer(
      JSON.stringify({
        Headline: 'It broke (t1, g2).',
        severity: 'Critical!',
        problems: [
          { description: 'a', citations: 'g1 and g2', confidence: 0.9, tell: ['x', 'y'] },
          null,
        ],
        by_model: { name: 'm', summary: 'e [m1]' },
        advice: ['f [g1]'],
      }),
    )
    expect(read).toMatchObject({
      kind: 'parts',
      answer: {
        headline: { text: 'It broke.', cites: ['t1', 'g2'] },
        severity: 'critical',
        problems: [{ text: 'a', cites: ['g1', 'g2'], confidence: 'high', tell: 'x y' }],
        byModel: [{ model: 'm', text: 'e', cites: ['m1'] }],
        advice: [{ text: 'f', cites: ['g1'] }],
      },
    })
  })

  it('in words is plain, and JSON of another kind is nothing to read', () => {
    expect(readAnswer('It broke [g1].')).toEqual({ kind: 'plain', text: 'It broke [g1].' })
    expect(readAnswer('{"error": "no"}')).toEqual({ kind: 'unreadable' })
    expect(readAnswer('{"headline": ')).toEqual({ kind: 'unreadable' })
  })

  it('never makes reading throw or hang, whatever it is', () => {
    const text = JSON.stringify(whole)
    const mutilated = fc
      .tuple(fc.nat(text.length), fc.nat(text.length), fc.string())
      .map(([a, b, junk]) => text.slice(0, a) + junk + text.slice(b))
    fc.assert(fc.property(mutilated, (answer) => void readAnswer(answer)))
    fc.assert(fc.property(fc.json(), (answer) => void readAnswer(answer)))
  })

  it('loses its citations from the words, whatever brackets they stand in', () => {
    expect(takeCitations('A [g1], B (m2; k3) and C【g2】。')).toEqual({
      text: 'A, B and C。',
      cites: ['g1', 'm2', 'k3', 'g2'],
    })
    expect(takeCitations('Limit (400 tokens)')).toEqual({ text: 'Limit (400 tokens)', cites: [] })
  })

  it.each([
    [
      "{'headline': 'It broke.', 'ok': True, 'more': None,}",
      { headline: 'It broke.', ok: true, more: null },
    ],
    ['{"headline": "It said "no" twice.", "n": 1}', { headline: 'It said "no" twice.', n: 1 }],
    ['{"a": 1 "b": 2 // so far\n}', { a: 1, b: 2 }],
    ['```json\n{"a": "one\ntwo"}\n```\nThat is all.', { a: 'one\ntwo' }],
    ['{"a": 1} {broken', { a: 1 }],
  ])('is repaired where a small model wrote %s', (text, value) => {
    expect(readLenientJson(text)).toEqual(value)
  })

  it('keeps brackets in strings', () => {
    expect(readLenientJson('x {"a": "}]", "b": [1,],} y')).toEqual({ a: '}]', b: [1] })
  })
})
