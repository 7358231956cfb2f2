import { describe, expect, it } from 'vitest'
import {
  createFingerprinter,
  type FingerprintInput,
} from '../../../src/classify/grouping/fingerprint.ts'
import {
  type GroupingRules,
  groupingRulesSchema,
} from '../../../src/classify/grouping/grouping-rules.ts'

const event = (message: string, provider = ''): FingerprintInput => ({
  message,
  errorClass: 'BadRequestError',
  statusCode: '400',
  provider,
})

const issuesOf = (rules: unknown): string[] =>
  (groupingRulesSchema.safeParse(rules).error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')}: ${issue.message}`,
  )

describe('a rule', () => {
  const rules: GroupingRules = {
    rules: [
      { message: '(?i)quota .* used up', fingerprint: 'quota', title: 'Quota used up' },
      { provider: 'acme', title: 'Something of Acme' },
    ],
  }

  it('gives a fixed fingerprint and a title to what its pattern finds', () => {
    const result = createFingerprinter(rules)(event('Quota of tenant 5 used up'))
    expect(result).toMatchObject({ fingerprint: 'quota', title: 'Quota used up' })
  })

  it('with a title alone names a group and leaves its fingerprint', () => {
    const message = 'AcmeException - no such thing'
    const named = createFingerprinter(rules)(event(message))
    expect(named.title).toBe('Something of Acme')
    expect(named.fingerprint).toBe(createFingerprinter()(event(message)).fingerprint)
  })

  it('leaves everything else alone', () => {
    const message = 'nothing of the kind'
    expect(createFingerprinter(rules)(event(message))).toEqual(
      createFingerprinter()(event(message)),
    )
  })

  it('that would hang a backtracking engine answers at once', () => {
    const hostile = createFingerprinter({ rules: [{ message: '(a+)+$', fingerprint: 'x' }] })
    expect(hostile(event(`${'a'.repeat(10_000)}!`)).fingerprint).not.toBe('x')
  })
})

describe('a mask', () => {
  const masked = createFingerprinter({ masks: [{ pattern: 'plan (gold|silver)', name: 'plan' }] })

  it('makes what it finds a named placeholder', () => {
    expect(masked(event('not in plan gold today')).template).toBe(
      'BadRequestError 400: not in <plan> today',
    )
  })

  it('lets look-alikes meet that differ in it alone', () => {
    const [gold, silver] = ['gold', 'silver'].map((plan) =>
      masked(event(`not in plan ${plan} today`)),
    )
    expect(gold?.fingerprint).toBe(silver?.fingerprint)
  })
})

describe('the schema', () => {
  it('names the path of a pattern that is none', () => {
    expect(issuesOf({ masks: [{ pattern: '(', name: 'x' }] })[0]).toMatch(
      /^masks\.0\.pattern: not a regular expression of RE2/,
    )
    expect(issuesOf({ rules: [{ message: '(?<=a)b', title: 'x' }] })[0]).toMatch(
      /^rules\.0\.message: /,
    )
  })

  it('refuses a rule that matches nothing, does nothing or holds an unknown key', () => {
    expect(issuesOf({ rules: [{ title: 'x' }] })[0]).toMatch(/^rules\.0: expected at least one of/)
    expect(issuesOf({ rules: [{ provider: 'x' }] })[0]).toMatch(/^rules\.0: expected a fingerprint/)
    expect(issuesOf({ rules: [], groups: [] })[0]).toContain('groups')
  })

  it('takes nothing at all', () => {
    expect(groupingRulesSchema.parse({})).toEqual({ rules: [], masks: [], pinned: [] })
  })
})
