import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../src/rules/default-rules.ts'
import { labelsBy, rulesSchema } from '../../src/rules/rule.ts'
import { ruleOf } from './engine.ts'

/** Where and what is wrong with a rule. */
const wrong = (rule: object): readonly string[] => {
  const parsed = rulesSchema.safeParse([{ name: 'r', ...rule }])
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`)
}

describe('a rule', () => {
  it('of an unknown type is refused with the known ones', () => {
    expect(wrong({ type: 'spyke' })).toEqual([
      'type: expected one of threshold, rate, spike, new_error, regression, cardinality, flatline, source',
    ])
  })

  it.each([
    [{ type: 'rate', share: 5 }, 'share: a share lies between 0 and 1'],
    [{ type: 'threshold', count: 1, window: '5s' }, 'window: a window is at least 10s'],
    [{ type: 'threshold', count: 1, window: '2d' }, 'window: a window is at most 1d'],
    [
      { type: 'threshold', count: 1, window: 'soon' },
      'window: "soon" is no duration; write it like 90s, 5m or 1h30m',
    ],
    [{ type: 'regression', quietFor: '2h' }, 'quietFor: quietFor is at least 1d'],
    [
      { type: 'cardinality', distinct: 3, by: ['key'] },
      'of: "key" is one of the labels in by: each alert has one value of it',
    ],
    [{ type: 'flatline', window: '1m' }, 'window: a window is at least 5m'],
    [{ type: 'spike', by: ['model', 'model'] }, 'by: "model" stands there twice'],
    [{ type: 'spike', labels: { severity: 'high' } }, 'labels.severity: Invalid key in record'],
    [
      { type: 'spike', by: ['team'], labels: { team: 'x' } },
      'labels.team: "team" is one of the labels in by',
    ],
  ])('%j is refused: %s', (rule, problem) => {
    expect(wrong(rule)).toEqual([problem])
  })

  it('about requests takes only labels that requests have', () => {
    expect(wrong({ type: 'rate', share: 0.1, by: ['error_type'] })[0]).toMatch(/^by\.0: /)
  })

  it('about groups always tells them apart', () => {
    expect(labelsBy(ruleOf({ name: 'n', type: 'new_error', by: ['model'] }))).toEqual([
      'model',
      'group',
    ])
  })

  it('of the defaults wakes nobody for what one caller does', () => {
    const rules = rulesSchema.parse(defaultRules)
    const waking = rules.filter(({ severity }) => severity === 'critical')
    for (const { type, match } of waking)
      if (type !== 'source') expect(match.fault).not.toContain('caller')
    const ofCallers = rules.filter(({ match }) => match.fault?.includes('caller'))
    expect(ofCallers.map(({ type }) => type)).toEqual(['cardinality'])
  })
})
