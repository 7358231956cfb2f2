import { expect, it } from 'vitest'
import { RuleTestError, runRuleTests } from '../../src/rules/backtest/rule-tests.ts'

const rules = [
  {
    name: 'outage',
    type: 'rate',
    by: ['model'],
    match: { fault: 'provider' },
    share: 0.2,
    minRequests: 10,
  },
  { name: 'burst', type: 'spike', by: ['model'] },
  { name: 'many', type: 'threshold', count: 10, window: '5m', by: ['model'] },
]
const series = [
  { labels: { model: 'gpt-4o', fault: 'provider' }, failures: '0x10 6x15 0x60', usually: 2 },
  { labels: { model: 'gpt-4o' }, successes: '10x90', usually: 600 },
]
const all = [
  { rule: 'outage', labels: { model: 'gpt-4o' } },
  { rule: 'burst' },
  { rule: 'many', labels: { model: 'gpt-4o' } },
]
const problemsOf = (expected: object[]) =>
  runRuleTests({ rules, tests: [{ name: 'x', series, expect: expected }] }, [])[0]?.problems

it('a test passes when exactly the expected alerts fire at each moment', () => {
  const expected = [
    { at: '9m', firing: [] },
    { at: '15m', firing: all },
    { at: '85m', firing: [] },
  ]
  expect(problemsOf(expected)).toEqual([])
})

it('what fires and should not, and what should and does not, is named', () => {
  expect(problemsOf([{ at: '9m', firing: [{ rule: 'many' }] }])).toEqual([
    '9 minutes in: many should fire and does not',
  ])
  expect(problemsOf([{ at: '15m', firing: all.slice(0, 2) }])).toEqual([
    '15 minutes in: many {model=gpt-4o} fires and should not',
  ])
})

it('without rules of its own, a file tests the configured ones', () => {
  const expected = [{ at: '1m', firing: [{ rule: 'nowhere' }] }]
  const [result] = runRuleTests({ tests: [{ name: 'x', series, expect: expected }] }, [])
  expect(result?.problems).toEqual(['there is no rule "nowhere"'])
})

it('a file that makes no sense is refused with the place', () => {
  const test = { name: 'x', series: [{ failures: '3xx' }], expect: [{ at: '1m', firing: [] }] }
  expect(() => runRuleTests({ rules, tests: [test] }, [])).toThrow(
    new RuleTestError('.tests[0].series[0].failures: "3xx" is no count: write 5, or 5x10'),
  )
  expect(() => runRuleTests({ tests: [] }, [])).toThrow(RuleTestError)
})
