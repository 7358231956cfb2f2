import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor, redact } from '../../../src/classify/redaction/redact.ts'
import { createJsonRedactor } from '../../../src/classify/redaction/redact-json.ts'
import { redactValue } from '../../../src/classify/redaction/redact-value.ts'
import { alnum, hex } from './fill.ts'
import { lookAlikes } from './look-alikes.ts'
import { contextSecrets, providerKeys } from './secrets.ts'

const corpus = [...providerKeys, ...contextSecrets]
/** One for all tests: what it remembers of a text must never be told of another. */
const redactJson = createJsonRedactor()

const same = (json: string): void => {
  expect(JSON.parse(redactJson(json))).toEqual(redactValue(JSON.parse(json)))
}

const telling = [
  ...['api_key', 'user_api_key', 'x-api-key', 'OPENAI_API_KEY', 'password', 'db_password'],
  ...['Authorization', 'set-cookie', 'client_secret', 'access_token', 'token', 'private_key'],
]
const harmless = ['model', 'metadata', 'error_message', 'max_tokens', '__proto__', '1', '', 'ключ']
const wholes = ['model_map_information']

const string = fc.oneof(
  fc.constantFrom(...corpus.flatMap(({ text, secret }) => [text, secret])),
  fc.constantFrom(...lookAlikes),
  fc.constantFrom(...corpus.map(({ secret }) => JSON.stringify({ api_key: secret, n: [secret] }))),
  // Cut in two by what a message may hold in between.
  fc.constantFrom(...corpus.map(({ text }) => `${text.slice(0, 30)}\n${text.slice(30)}`)),
  fc.constantFrom(
    hex(64),
    'hunter2',
    alnum(32),
    '"',
    '\\"',
    '\\\\',
    '{"a": "',
    '[redacted: token]',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 80 }),
)
const name = fc.oneof(
  fc.constantFrom(...telling),
  fc.constantFrom(...harmless),
  fc.constantFrom(...wholes),
  string,
)
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())

/** A string as JSON may write it: with the escapes that are needed, or all of it escaped. */
const written = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    JSON.stringify(text),
    `"${[...Array(text.length).keys()]
      .map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join('')}"`,
    JSON.stringify(text).replaceAll('/', '\\/'),
  )
const space = fc.constantFrom('', '', ' ', '\n\t', '\r')

const { json } = fc.letrec<{ json: string }>((tie) => {
  const list = (open: string, items: fc.Arbitrary<string>, close: string) =>
    fc
      .tuple(fc.array(items, { maxLength: 5 }), space)
      .map(([all, gap]) => `${open}${gap}${all.join(`${gap},${gap}`)}${gap}${close}`)
  const entry = fc
    .tuple(name.chain(written), space, tie('json'))
    .map(([key, gap, value]) => `${key}${gap}:${gap}${value}`)
  return {
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      string.chain(written),
      fc.constantFrom('true', 'false', 'null', '-0', '1e400', '12345678901234567890', '1E-7'),
      number.map((value) => JSON.stringify(value)),
      list('{', entry, '}'),
      list('[', tie('json'), ']'),
    ),
  }
})

describe('redact a JSON text', () => {
  it('gives what redacting its value gives', () => {
    fc.assert(fc.property(json, same), { numRuns: 3000 })
  })

  it.each(corpus)('takes out $name', ({ text, secret }) => {
    const row = JSON.stringify({ m: text, metadata: { error: { [text]: [text] } } })
    expect(redactJson(row)).not.toContain(secret)
    same(row)
  })

  it('takes out all of them from rows that are alike but for one string', () => {
    for (const { text, secret } of corpus) {
      const map = { model_map_key: 'm', model_map_value: { note: text, api_key: secret } }
      same(JSON.stringify({ metadata: { model_map_information: map } }))
      same(JSON.stringify({ metadata: { model_map_information: { ...map, more: secret } } }))
      same(JSON.stringify({ model_map_information: { ...map, more: 1 } }))
    }
  })

  it.each(lookAlikes)('leaves alone, letter by letter: %s', (text) => {
    const row = JSON.stringify({ m: text, metadata: [{ [text]: 1 }] })
    expect(redactJson(row)).toBe(row)
  })

  it('leaves numbers of any size and white space as they are written', () => {
    const row = '{"n": 12345678901234567890.10,\t"small": -1E-400 , "twice": 1, "twice": [ ]}'
    expect(redactJson(row)).toBe(row)
  })

  it('evaluators a string anew beside each name', () => {
    const value = alnum(40)
    for (const key of [...harmless, ...telling, ...harmless])
      same(JSON.stringify({ [key]: value, list: [{ [key]: [[value], value] }] }))
    same(JSON.stringify({ api_key: hex(64), 'x-api-key': hex(64), AZURE_API_KEY: hex(64) }))
  })

  it('hides addresses as it was told to', () => {
    const redactAll = createRedactor({ emailAddresses: true, ipAddresses: true })
    const row = JSON.stringify({ user: 'ann@example.org', requester_ip_address: '10.0.12.7' })
    expect(JSON.parse(createJsonRedactor(redactAll)(row))).toEqual({
      user: '[redacted: e-mail address]',
      requester_ip_address: '[redacted: ip address]',
    })
  })

  it('leaves out what is nested without end, at the same depth', () => {
    for (const depth of [62, 63, 64, 65, 10_000]) {
      const inner = '{"model_map_information":{"a":"}]"},"b":'
      same(`${inner.repeat(depth)}"x"${'}'.repeat(depth)}`)
      same('['.repeat(depth) + JSON.stringify(corpus[0]?.text) + ']'.repeat(depth))
    }
  })

  it('does not take what it remembers from one depth for another', () => {
    const map = `{"model_map_information":${'{"a":'.repeat(10)}1${'}'.repeat(10)}}`
    for (const depth of [0, 40, 55, 60, 0]) same('['.repeat(depth) + map + ']'.repeat(depth))
  })

  it('remembers no more than it must', () => {
    const counted: string[] = []
    const once = createJsonRedactor((text) => {
      counted.push(text)
      return redact(text)
    })
    const row = (n: number) =>
      JSON.stringify({ request_id: `r${n}`, model_map_information: { of: { model: 'm' } } })
    for (let n = 0; n < 10_000; n++) once(row(n))
    // Each id once, and each name and the model now and again.
    expect(counted.length).toBeLessThan(10_100)
  })

  it('refuses what is no JSON, without telling it', () => {
    const secret = `gsk_${alnum(52)}`
    for (const odd of [
      '',
      '{',
      '[1',
      '{"a"}',
      '{"a":}',
      `"${secret}`,
      `{${secret}:1}`,
      '[1 2]',
      '1 2',
      '{"a":1,',
    ])
      expect(() => redactJson(odd), odd).toThrow(/^no JSON at \d+ of \d+$/)
  })
})
