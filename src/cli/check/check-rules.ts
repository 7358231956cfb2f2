import { type RuleTestResult, runRuleTests } from '../../rules/backtest/rule-tests.ts'
import type { Rule } from '../../rules/rule.ts'
import { type Finding, fail, ok, type Probe } from './check-command.ts'

const findingsOf = ({ name, problems }: RuleTestResult): readonly Finding[] =>
  problems.length === 0
    ? [ok(name, 'as expected')]
    : problems.map((problem) => fail(name, problem, ''))

/** Runs the rule tests of a file; `read` gives its YAML, parsed. */
export const rulesProbe = (read: () => unknown, configured: readonly Rule[]): Probe => ({
  about: 'rule tests',
  remedy: 'see docs/alerting.md for how rule tests are written',
  run: async () => runRuleTests(read(), configured).flatMap(findingsOf),
})
