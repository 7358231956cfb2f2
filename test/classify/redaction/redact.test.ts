import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor, redact } from '../../../src/classify/redaction/redact.ts'
import { alnum, hex } from './fill.ts'
import { lookAlikes } from './look-alikes.ts'
import { contextSecrets, providerKeys } from './secrets.ts'

const secrets = [...providerKeys, ...contextSecrets]

describe('redact', () => {
  it('has a corpus worth its name', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(60)
    expect(lookAlikes.length).toBeGreaterThanOrEqual(60)
    for (const { text, secret } of secrets) expect(text).toContain(secret)
  })

  it.each(secrets)('takes out $name', ({ text, secret }) => {
    const { text: clean, kinds } = redact(text)
    expect(clean).not.toContain(secret)
    // No piece of it is left either: eight characters in a row would be one.
    for (let i = 0; i + 8 <= secret.length; i += 4) {
      const piece = secret.slice(i, i + 8)
      if (!/PRIVATE|BEGIN|END|----/.test(piece)) expect(clean).not.toContain(piece)
    }
    expect(clean).toMatch(/\[redacted: [a-z -]+\]/)
    expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
  })

  it.each(lookAlikes)('leaves alone: %s', (text) => {
    expect(redact(text)).toEqual({ text, kinds: {} })
  })

  it('keeps what stands around a secret', () => {
    const key = `sk-${'ant-api03-'}${alnum(40)}`
    expect(redact(`before ${key}, after`).text).toBe('before [redacted: anthropic key], after')
    const url = redact(`postgres://llm:${alnum(9)}@db:5432/x?schema=y`).text
    expect(url).toBe('postgres://llm:[redacted: url password]@db:5432/x?schema=y')
    expect(redact(`{"api_key": "${alnum(32)}", "model": "m"}`).text).toBe(
      '{"api_key": "[redacted: api key]", "model": "m"}',
    )
  })

  it('counts what it took out by kind', () => {
    const text = `gsk_${alnum(52)} gsk_${alnum(52, 2)} hf_${alnum(34)}`
    expect(redact(text).kinds).toEqual({ 'groq key': 2, 'hugging face token': 1 })
  })

  it('takes out every secret of a text that holds them all', () => {
    const clean = redact(secrets.map(({ text }) => text).join('\n')).text
    for (const { secret } of secrets) expect(clean).not.toContain(secret)
  })

  it('sees a secret that only the end of another one hid', () => {
    const glued = `npm_${alnum(36)}${'sk'}-${alnum(48)}`
    expect(redact(glued).text).toBe('[redacted: package token][redacted: api key]')
  })

  it('changes nothing the second time', () => {
    const piece = fc.oneof(
      fc.constantFrom(...secrets.flatMap(({ text, secret }) => [text, secret])),
      fc.constantFrom(...lookAlikes),
      fc.constantFrom(
        'api_key=',
        'password: ',
        '"',
        "'",
        ' ',
        '\n',
        ']',
        '=',
        'Bearer ',
        '://',
        '@',
        ':',
      ),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = redact(pieces.join('')).text
        expect(redact(once)).toEqual({ text: once, kinds: {} })
      }),
      { numRuns: 500 },
    )
  })

  it('hides addresses of people and machines only when asked', () => {
    const text = 'ann.b+c@mail.example.org from 10.0.12.7 and 2001:db8::8a2e:370:7334 at 10:15:30'
    expect(redact(text).text).toBe(text)
    const all = createRedactor({ emailAddresses: true, ipAddresses: true })
    expect(all(text).text).toBe(
      '[redacted: e-mail address] from [redacted: ip address] and [redacted: ip address] at 10:15:30',
    )
    expect(all('version 1.2.3.4.5, 999.1.1.1, a::method').text).toBe(
      'version 1.2.3.4.5, 999.1.1.1, a::method',
    )
  })

  it('never scans a hostile text again and again', () => {
    // Each of these made a careless pattern quadratic. Two megabytes of it would take minutes then.
    const hostile = [
      'eyJ-',
      '-eyJ',
      'sk-',
      'Bearer ',
      'bearer a',
      '://a:',
      '://',
      'AKIA',
      'api_key=',
      'password: ',
      `-----BEGIN ${'PRIVATE KEY-----'}`,
      'cookie: a=',
      '1.',
      'a.',
      ':',
      'Basic ',
      '"password": "',
      '?sig=',
      'xox',
      '\\n',
      '    ',
      'Q~',
      'JQQJ9',
      'SG.a.',
      'postgres://a:b',
      'a@',
      '0:',
      hex(32),
      `${hex(32)}.`,
      'authorization: digest ',
      'authorization="',
    ]
    const all = createRedactor({ emailAddresses: true, ipAddresses: true })
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(500_000 / piece.length))
      expect(all(text).text.length).toBeGreaterThan(0)
    }
  })
})
