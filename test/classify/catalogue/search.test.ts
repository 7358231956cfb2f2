import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNeedles } from '../../../src/classify/catalogue/needles.ts'
import { MAX_READ, plainOf, writePlain } from '../../../src/classify/catalogue/plain.ts'

const unitsOf = (text: string): Uint16Array => Uint16Array.from(text, (char) => char.charCodeAt(0))

const indexesOf = (text: string, needle: string): readonly number[] => {
  const found: number[] = []
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) found.push(at)
  return found
}

describe('the search for many texts at once', () => {
  it('finds what a search for each of them finds', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', '错'),
      minLength: 1,
      maxLength: 16,
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { minLength: 1, maxLength: 12 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '错', 'z'), maxLength: 80 }),
        (needles, text) => {
          const found = needles.map((): number[] => [])
          createNeedles(needles).scan(unitsOf(text), text.length, (needle, start) => {
            found[needle]?.push(start)
          })
          expect(found).toEqual(needles.map((needle) => indexesOf(text, needle)))
        },
      ),
    )
  })
})

describe('the plain form of a message', () => {
  it.each([
    [
      '{"error": {"Message":  "The `model`\\n is \\"busy\\""}}',
      '{error:{message:the model is busy}}',
    ],
    ["b'{\\'a\\': \\'B\\'}'", 'b{a:b}'],
    ['\\u4f59\\u989d\\u4e0d\\u8db3', '余额不足'],
    ["b'\\xe4\\xbd\\x99\\xe9\\xa2\\x9d'", 'b余额'],
    ['\\xe4\\xbd', 'xe4xbd'],
    ['额度：\u3000“用尽”，请充值！', '额度:用尽,请充值!'],
    ['\n\n a\t\tb ', 'a b '],
    ['C:\\users\\q', 'c:usersq'],
  ])('of %j', (text, plain) => {
    expect(plainOf(text)).toBe(plain)
  })

  it('is the same for JSON, for JSON in a string and for bytes', () => {
    const body = JSON.stringify({ error: { message: 'It\'s "late"' } })
    expect(plainOf(JSON.stringify(body))).toBe(plainOf(body))
    expect(plainOf(body.replaceAll('\\', '\\\\').replaceAll("'", "\\'"))).toBe(plainOf(body))
  })

  it('is never longer than what is read', () => {
    expect(writePlain('y'.repeat(9000), new Uint16Array(MAX_READ))).toBe(MAX_READ)
  })
})
