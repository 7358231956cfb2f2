import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactValue } from '../../../src/classify/redaction/redact-value.ts'
import { alnum, hex } from './fill.ts'

const key = `gsk_${alnum(52)}`

describe('redact a value', () => {
  it('reaches every string, however deep, and keeps the shape', () => {
    const row = {
      request_id: 'r1',
      spend: 0.5,
      cache_hit: null,
      metadata: { error_information: { error_message: `bad ${key}`, traceback: [`x ${key}`] } },
    }
    expect(redactValue(row)).toEqual({
      request_id: 'r1',
      spend: 0.5,
      cache_hit: null,
      metadata: {
        error_information: {
          error_message: 'bad [redacted: groq key]',
          traceback: ['x [redacted: groq key]'],
        },
      },
    })
    expect(row.metadata.error_information.error_message).toContain(key)
  })

  it('takes the whole value beside a telling name, and leaves the hash of a key', () => {
    const row = { password: 'hunter2', api_key: hex(64), headers: { 'x-api-key': alnum(32) } }
    expect(redactValue(row)).toEqual({
      password: '[redacted: password]',
      api_key: hex(64),
      headers: { 'x-api-key': '[redacted: api key]' },
    })
  })

  it('finds secrets in JSON within a string and in names', () => {
    const inner = JSON.stringify({ request: { api_key: alnum(32) } })
    expect(JSON.stringify(redactValue({ body: inner, [key]: 1 }))).not.toMatch(
      new RegExp(`${alnum(32)}|gsk_`),
    )
  })

  it('makes errors plain and keeps dates', () => {
    const error = new Error(`no ${key}`, { cause: new Error(`because ${key}`) })
    const made = redactValue({ error, at: new Date(0) })
    expect(JSON.stringify(made)).not.toContain('gsk_')
    expect(made).toMatchObject({
      error: { type: 'Error', message: 'no [redacted: groq key]' },
      at: new Date(0),
    })
  })

  it('survives what is nested without end', () => {
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    expect(redactValue(loop)).toEqual({ self: '[left out: circular]' })
    let deep: unknown = key
    for (let i = 0; i < 10_000; i++) deep = [deep]
    expect(JSON.stringify(redactValue(deep))).toContain('nested too deep')
  })

  it('changes nothing the second time', () => {
    const json = fc.jsonValue({ maxDepth: 4 })
    fc.assert(
      fc.property(json, (value) => {
        const once = redactValue(value)
        expect(redactValue(once)).toEqual(once)
      }),
    )
  })
})
