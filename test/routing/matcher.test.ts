import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileMatchers,
  MatcherError,
  matchersSchema,
  matchersText,
  parseMatchers,
} from '../../src/routing/matcher.ts'

const holds = (text: string, labels: Readonly<Record<string, readonly string[]>>) =>
  compileMatchers(parseMatchers(text))(labels)

describe('matchers', () => {
  it.each([
    ['team=payments', true],
    ['team=pay*', true],
    ['team=pay', false],
    ['team!=payments', false],
    ['team!=search', true],
    ['model=~gpt-4.*', true],
    ['model=~gpt', false],
    ['model!~gpt.*', false],
    ['key=billing', true],
    ['key=abc123', true],
    ['key!=billing', false],
    ['absent=""', true],
    ['absent=', true],
    ['absent!=x', true],
    ['absent=~.+', false],
    ['team=payments, model=gpt-4o', true],
    ['team=payments, model=claude', false],
    ['', true],
  ])('%s: %s', (text, expected) => {
    const labels = { team: ['payments'], model: ['gpt-4o'], key: ['abc123', 'billing'] }
    expect(holds(text, labels)).toBe(expected)
  })

  it.each(['team', 'team=', 'a b=c', 'team=a b,,', '="x"', 'model=~"("', 'team="open'])(
    'refuses %s, or reads it as it stands',
    (text) => {
      if (text === 'team=') expect(parseMatchers(text)).toHaveLength(1)
      else expect(() => parseMatchers(text)).toThrow(MatcherError)
    },
  )

  it('reads back what it wrote, whatever stands in a value', () => {
    const matcher = fc.record({
      name: fc.constantFrom('team', 'model', 'x_1'),
      op: fc.constantFrom('=' as const, '!=' as const),
      values: fc.tuple(fc.string()),
    })
    fc.assert(
      fc.property(fc.array(matcher), (matchers) => {
        expect(parseMatchers(matchersText(matchers))).toEqual(matchers)
      }),
    )
  })

  it('are written in the configuration by label, as a list or as a line', () => {
    expect(matchersSchema.parse({ team: 'a', severity: ['critical', 'warning'] })).toEqual([
      { name: 'team', op: '=', values: ['a'] },
      { name: 'severity', op: '=', values: ['critical', 'warning'] },
    ])
    const line = [
      { name: 'team', op: '=', values: ['a'] },
      { name: 'model', op: '!~', values: ['gpt.*'] },
    ]
    expect(matchersSchema.parse('team=a, model!~gpt.*')).toEqual(line)
    expect(matchersSchema.parse(['team=a', 'model!~gpt.*'])).toEqual(line)
    expect(matchersSchema.safeParse('team').success).toBe(false)
  })
})
