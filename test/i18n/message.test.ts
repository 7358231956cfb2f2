import { describe, expect, it } from 'vitest'
import { english } from '../../src/i18n/locales.ts'
import { compileMessages, translationOf } from '../../src/i18n/message.ts'

const texts = {
  plain: "Lookout can't read it",
  found: '{count, plural, one {# failure} other {# failures of {who}}} in {window}',
  nested: { share: '{part, number} of {whole}', pick: '{how, select, a {first} other {last}}' },
} as const

describe('messages', () => {
  it('are texts, or functions of the arguments that their text names', () => {
    const messages = compileMessages(texts, 'en')
    expect(messages.plain).toBe("Lookout can't read it")
    expect(messages.found({ count: 1, who: 'x', window: '5 min' })).toBe('1 failure in 5 min')
    expect(messages.found({ count: 1204, who: '{x} <b>', window: '5 min' })).toBe(
      '1,204 failures of {x} <b> in 5 min',
    )
    expect(messages.nested.share({ part: 2, whole: 'y' })).toBe('2 of y')
    expect(messages.nested.pick({ how: 'a' })).toBe('first')
    // @ts-expect-error: a number is counted, not a text
    expect(() => messages.found({ count: 'many', who: 'x', window: '' })).not.toThrow(TypeError)
    // @ts-expect-error: an argument is missing
    expect(() => messages.found({ count: 2, window: '' })).toThrow('who')
  })

  it('of a locale must be all those of the original, with the same arguments, or it does not compile', () => {
    const of = translationOf<typeof texts>()
    const nested = { share: '{whole}：{part, number}', pick: '{how, select, other {末}}' } as const
    const found = '{window}内 {who} {count, number} 次'
    expect(of({ plain: '无法读取', found, nested }).plain).toBe('无法读取')
    // @ts-expect-error: a message is missing
    of({ found, nested })
    // @ts-expect-error: a message too many
    of({ plain: '', found, nested, more: '' })
    // @ts-expect-error: the number is given as text, so it would lose its form
    of({ plain: '', found: '{window}内 {who} {count} 次', nested })
    // @ts-expect-error: an argument is left out
    of({ plain: '', found: '{window}内 {count, number} 次', nested })
    // @ts-expect-error: an argument of a message in a group is left out
    of({ plain: '', found, nested: { ...nested, share: '{whole}' } })
  })

  it('are read once and then fast: ten thousand in less than a second', () => {
    const began = performance.now()
    for (let n = 0; n < 10_000; n += 1)
      english.messages.finding.regression({ count: n, window: '5 min', quiet: '2 d' })
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
