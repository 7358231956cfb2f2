import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainLine, plainText } from '../../../src/classify/redaction/plain-text.ts'

describe('plain text', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['cursor moves', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
    ['a terminal link', '\u001b]8;;http://evil\u0007text\u001b]8;;\u0007', 'text'],
    ['a window title', '\u001b]0;title\u001b\\after', 'after'],
    ['an escape that stands alone', 'a\u001b', 'a'],
    ['eight-bit escapes', '\u009b31mred', 'red'],
    ['control characters', 'a\u0000b\u0008c\u007f', 'abc'],
    ['marks that turn the writing round', 'abc\u202egpj.exe', 'abcgpj.exe'],
    ['invisible marks', 'a\u200bb\ufeffc', 'abc'],
    ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['line ends of other systems', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ])('takes out %s', (_, text, expected) => {
    expect(plainText(text)).toBe(expected)
  })

  it('leaves tabs, newlines, emoji and other scripts alone', () => {
    const text = 'a\tb\nпривет 你好 😀 👨‍👩‍👧 é'
    expect(plainText(text)).toBe(text)
  })

  it('keeps within its length, whole characters and all', () => {
    expect(plainText('abcdef', 4)).toBe('abc…')
    expect(plainText('ab😀def', 4)).toBe('ab…')
    expect(plainText('abcd', 4)).toBe('abcd')
  })

  it('puts everything on one line when asked', () => {
    expect(plainLine('  a\n\n b\tc ')).toBe('a b c')
  })

  it('is well formed, within bounds and stable for any text', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '\u001b',
        '[',
        ']',
        '\u009b',
        '31m',
        '\u0007',
        '\ud800',
        '\udc00',
        '\r',
        '\n',
      ),
    )
    fc.assert(
      fc.property(fc.array(pieces), fc.integer({ min: 1, max: 40 }), (parts, length) => {
        const once = plainText(parts.join(''), length)
        expect(once.length).toBeLessThanOrEqual(length)
        expect(once.isWellFormed()).toBe(true)
        expect(once.replace(/[\t\n]/g, '')).not.toMatch(/\p{Cc}/u)
        expect(plainText(once, length)).toBe(once)
      }),
    )
  })
})
