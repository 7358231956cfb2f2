import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { runRuleTests } from '../../src/rules/backtest/rule-tests.ts'
import { rulesSchema } from '../../src/rules/rule.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/alerting.md'), 'utf8')
const examples: readonly unknown[] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) =>
  parse(text ?? ''),
)
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const tests = examples.filter((example) => isObject(example) && 'tests' in example)
const lists = examples
  .map((example) => (isObject(example) ? example['rules'] : example))
  .filter((list) => Array.isArray(list))

describe('docs/alerting.md', () => {
  it('has an example of every type of rule', () => {
    const types = lists.flatMap((list) => rulesSchema.parse(list).map(({ type }) => type))
    expect([...new Set(types)].sort()).toEqual([
      'cardinality',
      'flatline',
      'new_error',
      'rate',
      'regression',
      'source',
      'spike',
      'threshold',
    ])
  })

  it('has an example of rule tests that passes', () => {
    expect(tests).toHaveLength(1)
    for (const file of tests)
      for (const { problems } of runRuleTests(file, [])) expect(problems).toEqual([])
  })
})
