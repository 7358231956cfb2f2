import { describe, expect, it } from 'vitest'
import type { Dimensions } from '../../src/domain/event.ts'
import { type Matchers, selects } from '../../src/rules/labels.ts'
import { rulesSchema } from '../../src/rules/rule.ts'

const dimensions = {
  model: 'azure/gpt-4o',
  provider: 'azure',
  keyHash: '88dc28d0f0',
  keyName: 'batch-key',
  team: 'search',
  status: '429',
  errorType: 'RateLimitError',
  fault: 'capacity',
  fingerprint: 'f',
} as const

const matching = (match: Matchers, of: Dimensions) => selects({ match, exclude: {} })(of)
const excluding = (exclude: Matchers, of: Dimensions) => !selects({ match: {}, exclude })(of)

describe('matchers', () => {
  it('need every named label, any pattern of it', () => {
    expect(matching({ model: ['o1', 'azure/*'], fault: ['capacity'] }, dimensions)).toBe(true)
    expect(matching({ model: ['azure/*'], fault: ['provider'] }, dimensions)).toBe(false)
  })

  it('know a key by its alias as well as by its hash', () => {
    expect(matching({ key: ['batch-*'] }, dimensions)).toBe(true)
    expect(matching({ key: ['88dc*'] }, dimensions)).toBe(true)
  })

  it('exclude with any of them, and nothing when there are none', () => {
    expect(excluding({ team: ['search'], model: ['o1'] }, dimensions)).toBe(true)
    expect(excluding({}, dimensions)).toBe(false)
  })
})

describe('rules', () => {
  const rule = { name: 'r', type: 'threshold', count: 5, window: '5m' }

  it('say where a value is wrong', () => {
    const result = rulesSchema.safeParse([rule, { ...rule, name: 's', window: 'soon' }])
    expect(result.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [[1, 'window'], '"soon" is no duration; write it like 90s, 5m or 1h30m'],
    ])
  })

  it('do not share a name', () => {
    expect(rulesSchema.safeParse([rule, rule]).error?.issues[0]?.path).toEqual([1, 'name'])
  })

  it('refuse options that do not exist', () => {
    expect(rulesSchema.safeParse([{ ...rule, treshold: 5 }]).success).toBe(false)
  })
})

describe('a label without a value', () => {
  const nameless = { ...dimensions, provider: null, team: null, keyHash: null, keyName: null }

  it('is equal to the empty text, as an absent label is in Alertmanager', () => {
    expect(matching({ provider: [''] }, nameless)).toBe(true)
    expect(matching({ provider: [''] }, dimensions)).toBe(false)
    expect(matching({ key: [''] }, nameless)).toBe(true)
    expect(matching({ key: [''] }, dimensions)).toBe(false)
    expect(matching({ provider: ['*'] }, nameless)).toBe(true)
    expect(matching({ provider: ['azure', 'open*'] }, nameless)).toBe(false)
    expect(excluding({ provider: [''] }, nameless)).toBe(true)
    expect(excluding({ provider: ['azure'] }, nameless)).toBe(false)
  })

  it('is none that is called unknown', () => {
    expect(matching({ provider: ['unknown'] }, nameless)).toBe(false)
    expect(matching({ provider: ['unknown'] }, { ...nameless, provider: 'unknown' })).toBe(true)
  })
})
