import { describe, expect, it } from 'vitest'
import { parseSmtpUrl } from '../../../src/channels/email/smtp-url.ts'

const plain = {
  host: 'mail.example.com',
  port: 587,
  secure: false,
  requireTLS: false,
  auth: null,
  rejectUnauthorized: true,
  servername: '',
  ehlo: '',
}

describe('an SMTP URL', () => {
  it.each([
    ['smtp://mail.example.com', plain],
    ['smtps://mail.example.com', { ...plain, port: 465, secure: true }],
    ['smtp://mail.example.com:2525?requireTLS=true', { ...plain, port: 2525, requireTLS: true }],
    ['smtp://mail.example.com?requireTLS=false', plain],
    ['smtp://[::1]:25', { ...plain, host: '::1', port: 25 }],
    [
      'smtp://me%40example.com:p%40ss%2Fw%3Ard@mail.example.com',
      { ...plain, auth: { user: 'me@example.com', pass: 'p@ss/w:rd' } },
    ],
    [
      'smtp://me:100%@mail.example.com?tls.rejectUnauthorized=false&tls.servername=mx&name=lookout',
      {
        ...plain,
        auth: { user: 'me', pass: '100%' },
        rejectUnauthorized: false,
        servername: 'mx',
        ehlo: 'lookout',
      },
    ],
  ])('%s is read in full', (url, address) => {
    expect(parseSmtpUrl(url)).toEqual(address)
  })

  it.each([
    'http://me:hunter2@mail.example.com',
    'smtp:',
    'smtp://me:hunter2@mail.example.com?pool=true',
    'mail.example.com:25:hunter2',
    '',
  ])('%j is refused without its password', (url) => {
    expect(() => parseSmtpUrl(url)).toThrow(/^(?!.*hunter2).*SMTP URL/)
  })
})
