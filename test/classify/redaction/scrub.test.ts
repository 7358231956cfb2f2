import { describe, expect, it } from 'vitest'
import { scrub } from '../../../src/classify/redaction/scrub.ts'
import { isOfKey, isOfUser } from '../../../src/classify/redaction/user-columns.ts'

describe('scrubbing', () => {
  const target = { requestIds: new Set(['r1']), key: 'anna', texts: ['A title of hers', 'short'] }

  it('takes messages of requests and keys, and titles wherever they stand', () => {
    const { value, hits } = scrub(
      {
        a: [
          { requestId: 'r1', message: 'm' },
          { requestId: 'r2', message: 'm', keyName: 'anna' },
        ],
        b: { requestId: 'r3', message: 'stays short' },
        c: 'before A title of hers after',
      },
      target,
    )
    expect(value).toEqual({
      a: [
        { requestId: 'r1', message: '[purged]' },
        { requestId: 'r2', message: '[purged]', keyName: 'anna' },
      ],
      b: { requestId: 'r3', message: 'stays short' },
      c: 'before [purged] after',
    })
    expect(hits).toBe(3)
    expect(scrub(value, target).hits).toBe(0)
  })

  it('silences the words about what was purged, and only those', () => {
    const words = { text: 'x', notes: [], model: 'm' }
    const hit = { explanation: words, sample: { requestId: 'r1', message: 'm' } }
    expect(scrub(hit, target).value).toMatchObject({ explanation: { text: null, model: 'm' } })
    expect(scrub({ explanation: words }, target).value).toEqual({ explanation: words })
  })
})

describe('whose a row is', () => {
  it.each([
    { user: 'anna' },
    { end_user: 'anna' },
    { metadata: { user_api_key_user_id: 'anna' } },
    { metadata: '{"user_api_key_user_email": "anna"}' },
    { request_kwargs: { litellm_params: { metadata: [{ user_api_key_end_user_id: 'anna' }] } } },
  ])('is told by %j', (row) => {
    expect(isOfUser(row, 'anna')).toBe(true)
    expect(isOfUser(row, 'ann')).toBe(false)
  })

  it('is not told by just any field', () => {
    expect(isOfUser({ model: 'anna', team_id: 'anna' }, 'anna')).toBe(false)
    expect(isOfKey({ metadata: { user_api_key_alias: 'anna' } }, 'anna')).toBe(true)
    expect(isOfKey({ user: 'anna' }, 'anna')).toBe(false)
  })
})
