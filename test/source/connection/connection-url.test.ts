import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseConnectionUrl } from '../../../src/source/connection/connection-url.ts'
import { SourceError } from '../../../src/source/connection/explain-error.ts'

const parse = (query: string, caFile = '') =>
  parseConnectionUrl(`postgresql://llm:secret@db:5433/litellm${query}`, caFile)

describe('a pasted DATABASE_URL', () => {
  test('is taken with the parameters of Prisma, which mean nothing here', () => {
    const target = parse(
      '?schema=llm&connection_limit=100&pool_timeout=60&pgbouncer=true&statement_cache_size=0&socket_timeout=3&connect_timeout=5',
    )
    expect(target).toMatchObject({
      host: 'db',
      port: 5433,
      user: 'llm',
      password: 'secret',
      database: 'litellm',
      schema: 'llm',
      where: 'db:5433/litellm',
    })
    expect(target.options).toBe('')
  })

  test('has the public schema, port 5432 and TLS if the server has it unless it says otherwise', () => {
    const target = parseConnectionUrl('postgres://llm@db/litellm', '')
    expect(target).toMatchObject({
      port: 5432,
      schema: 'public',
      password: '',
      tls: { mode: 'prefer' },
    })
  })

  test('may come in quotes, with an IPv6 address, a socket as host, or a bare % in the password', () => {
    expect(parseConnectionUrl('"postgresql://u:p@[::1]:1/d"', '')).toMatchObject({
      host: '::1',
      where: '[::1]:1/d',
    })
    expect(parseConnectionUrl('postgresql://u:p@localhost/d?host=/run/pg', '').host).toBe('/run/pg')
    expect(parseConnectionUrl('postgresql://u:50%off@h/d', '').password).toBe('50%off')
  })

  test('keeps any password that is percent-encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (password) => {
        const wellFormed = password.toWellFormed()
        const url = `postgresql://u:${encodeURIComponent(wellFormed)}@h/d`
        expect(parseConnectionUrl(url, '').password).toBe(wellFormed)
      }),
    )
  })

  test.each([
    ['', 'is not a URL'],
    ['postgresql://u:secret@:5432/d', 'is not a URL'],
    ['mysql://u:secret@h/d', 'starts with mysql:'],
    ['db:5432/litellm', 'starts with db:'],
    ['postgresql://u:secret@h', 'names no database'],
    ['postgresql://h/d', 'names no user'],
    ['postgresql://u:secret@h/d?sslmode=always', 'has sslmode=always'],
  ])('that is wrong is refused without being shown: %s', (url, problem) => {
    const refused = () => parseConnectionUrl(url, '')
    expect(refused).toThrow(SourceError)
    expect(refused).toThrow(problem)
    expect(refused).not.toThrow('secret')
  })
})

describe('TLS', () => {
  test.each([
    ['?sslmode=disable', '', 'disable', ''],
    ['?sslmode=require', '', 'require', ''],
    ['?sslmode=no-verify', '', 'require', ''],
    ['?sslmode=require&sslaccept=strict', '', 'verify-full', ''],
    ['?sslmode=require&sslaccept=accept_invalid_certs', '/ca.pem', 'require', '/ca.pem'],
    ['?sslmode=require&sslcert=/prisma-ca.pem', '', 'verify-ca', '/prisma-ca.pem'],
    ['?sslrootcert=/root.pem', '', 'verify-full', '/root.pem'],
    ['?sslmode=verify-ca&sslrootcert=/root.pem', '', 'verify-ca', '/root.pem'],
    ['?sslmode=verify-full&sslrootcert=system', '', 'verify-full', ''],
    ['', '/ca.pem', 'verify-full', '/ca.pem'],
    ['?sslmode=prefer&sslrootcert=/root.pem', '/ca.pem', 'verify-full', '/ca.pem'],
  ])('of %s with CA file "%s" is %s', (query, caFile, mode, ca) => {
    expect(parse(query, caFile).tls).toMatchObject({ mode, caFile: ca })
  })

  test('with a key takes sslcert as the certificate of the client', () => {
    expect(parse('?sslmode=require&sslcert=/c.pem&sslkey=/k.pem').tls).toEqual({
      mode: 'require',
      caFile: '',
      certFile: '/c.pem',
      keyFile: '/k.pem',
    })
  })
})
