import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyOf } from '../../../src/classify/redaction/any-of.ts'
import { keyRules } from '../../../src/classify/redaction/key-rules.ts'
import { addressRules, emailRule } from '../../../src/classify/redaction/personal-rules.ts'
import { tokenRules } from '../../../src/classify/redaction/token-rules.ts'

const rules = [...keyRules, ...tokenRules, emailRule, ...addressRules]
const hints = rules.flatMap((rule) => rule.hints)

it.each(rules)('finds what secrets of the kind $kind begin with', (rule) => {
  for (const hint of rule.hints)
    for (const text of [hint, `a${hint}b`, `${hint}${hint}`, `é\n${hint}`])
      expect(anyOf(rule.hints).test(text), text).toBe(true)
})

it('finds any of the texts where one is, and nothing where none is', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'sk-_.|:/~ez(A[+'),
    minLength: 1,
    maxLength: 4,
  })
  const piece = fc.oneof(text, fc.constantFrom(...hints), fc.string())
  fc.assert(
    fc.property(
      fc.array(fc.oneof(text, fc.constantFrom(...hints)), { minLength: 1, maxLength: 20 }),
      fc.array(piece, { maxLength: 6 }),
      (wanted, pieces) => {
        const within = pieces.join('')
        expect(anyOf(wanted).test(within)).toBe(wanted.some((one) => within.includes(one)))
      },
    ),
    { numRuns: 3000 },
  )
})
