import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, cut, cutEscaped, oneLine, shortLine, webAddress } from '../../src/render/escape.ts'

describe('clean', () => {
  it.each([
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u009b2Jgone', 'gone'],
    ['\u001b]8;;https://evil.example\u0007text\u001b]8;;\u001b\\', 'text'],
    ['\u001b]0;never ended', ''],
    ['a\u0000b\u0008c\u007f', 'abc'],
    ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['tab\tstays', 'tab\tstays'],
    ['exe\u202egnp\u2066x\u200f', 'exegnpx'],
    ['\ud800x', '\ufffdx'],
    ['👩‍👩‍👧 नमस्ते 你好 é', '👩‍👩‍👧 नमस्ते 你好 é'],
    ['tag\u{e0041}s', 'tags'],
  ])('makes %j into %j', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(clean(clean(text))).toBe(clean(text))
      }),
    )
  })
})

describe('cutting', () => {
  it('keeps within its length, never cuts a pair or an entity, and says that it cut', () => {
    const escapeOne = (character: string) => (character === '&' ? '&amp;' : character)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '&', '😀', ' ')).map((parts) => parts.join('')),
        fc.integer({ min: 1, max: 30 }),
        (text, max) => {
          const whole = text.replaceAll('&', '&amp;')
          const result = cutEscaped(text, max, escapeOne)
          expect(result.length).toBeLessThanOrEqual(max)
          expect(result.isWellFormed()).toBe(true)
          expect(result.replaceAll('&amp;', '')).not.toContain('&')
          if (whole.length <= max) expect(result).toBe(whole)
          else expect(result.endsWith('…')).toBe(true)
        },
      ),
    )
  })

  it('says that it cut where megabytes clean away to nothing', () => {
    expect(shortLine('\u0000'.repeat(1_000_000), 10)).toBe('…')
    expect(shortLine('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxx…')
  })

  it('leaves what fits as it is', () => {
    expect(cut('abc', 3)).toBe('abc')
    expect(cut('abcd', 3)).toBe('ab…')
    expect(oneLine('  a\n\n b\t')).toBe('a b')
  })
})

it.each([
  ['https://wiki.example.com/a?b=c', 'https://wiki.example.com/a?b=c'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['', null],
  ['wiki/page', null],
])('webAddress takes %j as %j', (url, address) => {
  expect(webAddress(url)).toBe(address)
})
