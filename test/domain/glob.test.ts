import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesGlob } from '../../src/domain/glob.ts'

test.each([
  ['gpt-4o', 'gpt-4o', true],
  ['gpt-4o', 'gpt-4o-mini', false],
  ['gpt', 'gpt-4o', false],
  ['gpt-*', 'gpt-4o', true],
  ['gpt-*', 'o1', false],
  ['*-mini', 'gpt-4o-mini', true],
  ['g*4*mini', 'gpt-4o-mini', true],
  ['g*-*o', 'gpt-4o', true],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*b*b', 'ab', false],
  ['a.c', 'abc', false],
  ['', '', true],
])('%s on %s: %s', (pattern, text, matches) => {
  expect(matchesGlob(pattern, text)).toBe(matches)
})

test('a pattern matches as the same regular expression does', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 })
  fc.assert(
    fc.property(pattern, text, (p, t) => {
      expect(matchesGlob(p, t)).toBe(new RegExp(`^${p.replaceAll('*', '.*')}$`).test(t))
    }),
  )
})
