import { inspect } from 'node:util'
import type { SMTPServerOptions } from 'smtp-server'
import { describe, expect, it } from 'vitest'
import {
  createEmailChannel,
  type EmailChannelOptions,
} from '../../../src/channels/email/email-channel.ts'
import { DeliveryError } from '../../../src/domain/channel.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { alert, digest } from '../../render/notifications.ts'
import { certificate } from '../certificate.ts'
import { smtpError, startMailServer } from './mail-server.ts'

const notification = alert()
const now = notification.createdAt + MINUTE_MS
const never = new AbortController().signal

type Server = Awaited<ReturnType<typeof startMailServer>>

const channelTo = (server: Server, options: Partial<EmailChannelOptions> = {}, query = '') =>
  createEmailChannel({
    name: 'email',
    smtpUrl: `smtp://127.0.0.1:${server.port}${query}`,
    from: 'Lookout <lookout@example.com>',
    to: ['ops@example.com', 'On-call <oncall@example.com>'],
    ca: [certificate],
    timeoutMs: 5_000,
    ...options,
  })

const login: SMTPServerOptions = {
  authOptional: false,
  onAuth: ({ username, password }, _session, done) =>
    username === 'lookout' && password === 'p@ss:word'
      ? done(null, { user: username })
      : done(smtpError(535, 'Authentication failed')),
}
const withLogin = (server: Server, password: string) =>
  channelTo(server, { smtpUrl: `smtp://lookout:${password}@127.0.0.1:${server.port}` })

const refusing =
  (refusals: Readonly<Record<string, number>>): NonNullable<SMTPServerOptions['onRcptTo']> =>
  ({ address }, _session, done) => {
    const code = refusals[address]
    done(code === undefined ? null : smtpError(code, 'no such mailbox'))
  }

const failure = async (sent: Promise<unknown>): Promise<DeliveryError> => {
  const error = await sent.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DeliveryError)) throw new Error('no DeliveryError', { cause: error })
  return error
}

describe('a mail', () => {
  it('arrives at every recipient with both bodies and its headers', async () => {
    await using server = await startMailServer()
    expect(await channelTo(server).send(digest(), now, never)).toEqual({})
    const [mail] = server.mails
    expect(server.envelopes[0]?.to).toEqual(['ops@example.com', 'oncall@example.com'])
    expect(mail?.subject).toBe('[prod] Daily digest 2026-03-01: 1,204 failures')
    expect(mail?.from?.text).toContain('lookout@example.com')
    expect(mail?.html).toContain('claude-sonnet-4-5')
    expect(mail?.text).toContain('claude-sonnet-4-5')
    expect(mail?.messageId).toBe('<digest-daily-2026-03-01@example.com>')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('x-lookout-notification')).toBe('digest-daily-2026-03-01')
    expect(inspect(mail?.headers.get('list'))).toContain('daily.prod.lookout.example.com')
    expect(mail?.date?.getTime()).toBe(Math.floor(now / 1000) * 1000)
  })

  it('goes over STARTTLS when the certificate is good', async () => {
    await using server = await startMailServer()
    await channelTo(server, {}, '?requireTLS=true').send(notification, now, never)
    expect(server.envelopes[0]?.secure).toBe(true)
  })

  it('does not go out in the clear where STARTTLS is required, nor to an unknown certificate', async () => {
    await using clear = await startMailServer({
      hideSTARTTLS: true,
      disabledCommands: ['STARTTLS'],
    })
    const required = await failure(
      channelTo(clear, {}, '?requireTLS=true').send(notification, now, never),
    )
    expect(clear.mails).toEqual([])
    expect(required.retry.again).toBe(true)
    await using unknown = await startMailServer()
    const untrusted = await failure(channelTo(unknown, { ca: [] }).send(notification, now, never))
    expect(untrusted.retry.again).toBe(true)
    expect(unknown.mails).toEqual([])
  })

  it('goes over TLS from the first byte with smtps', async () => {
    await using server = await startMailServer({ secure: true })
    const smtpUrl = `smtps://127.0.0.1:${server.port}`
    await channelTo(server, { smtpUrl }).send(notification, now, never)
    expect(server.envelopes[0]?.secure).toBe(true)
  })
})

describe('the login', () => {
  it('is made with the password of the URL', async () => {
    await using server = await startMailServer(login)
    await withLogin(server, 'p%40ss%3Aword').send(notification, now, never)
    expect(server.mails).toHaveLength(1)
  })

  it('may be tried again when refused, and never shows the password', async () => {
    await using server = await startMailServer(login)
    const channel = withLogin(server, 'wrong-hunter2')
    const error = await failure(channel.send(notification, now, never))
    expect(error).toMatchObject({ reason: 'login 535', retry: { again: true } })
    expect(inspect(error, { depth: 8 })).not.toContain('hunter2')
    const asked = await failure(channel.verify(never))
    expect(asked.reason).toBe('login 535')
  })

  it('is verified without sending anything', async () => {
    await using server = await startMailServer(login)
    await withLogin(server, 'p%40ss%3Aword').verify(never)
    expect(server.mails).toEqual([])
  })
})

describe('a refusal', () => {
  it('of one recipient leaves the mail sent and is told', async () => {
    await using server = await startMailServer({ onRcptTo: refusing({ 'ops@example.com': 550 }) })
    const delivered = await channelTo(server).send(notification, now, never)
    expect(delivered.detail).toMatch(/ops@example\.com.*550/)
    expect(server.envelopes[0]?.to).toEqual(['oncall@example.com'])
  })

  it('of all recipients for good is given up', async () => {
    const all = { 'ops@example.com': 550, 'oncall@example.com': 553 }
    await using server = await startMailServer({ onRcptTo: refusing(all) })
    const error = await failure(channelTo(server).send(notification, now, never))
    expect(error).toMatchObject({ reason: '550', retry: { again: false } })
  })

  it('of all recipients, one of them for now, is tried again', async () => {
    const all = { 'ops@example.com': 550, 'oncall@example.com': 451 }
    await using server = await startMailServer({ onRcptTo: refusing(all) })
    const error = await failure(channelTo(server).send(notification, now, never))
    expect(error).toMatchObject({ reason: '451', retry: { again: true } })
  })

  it.each([
    [451, true],
    [552, false],
  ])('of the mail itself with %i is tried again: %s', async (code, again) => {
    await using server = await startMailServer({
      onData: (stream, _session, done) => {
        stream.resume()
        stream.on('end', () => done(smtpError(code, 'not this one')))
      },
    })
    const error = await failure(channelTo(server).send(notification, now, never))
    expect(error).toMatchObject({ reason: String(code), retry: { again } })
  })
})

describe('a server that says nothing', () => {
  it('is left after the time limit and tried again', async () => {
    await using server = await startMailServer({ onConnect: () => {} })
    const channel = channelTo(server, { timeoutMs: 150 })
    const error = await failure(channel.send(notification, now, never))
    expect(error).toMatchObject({ reason: 'timeout', retry: { again: true } })
    expect((await failure(channel.verify(never))).reason).toMatch(/timeout|ETIMEDOUT/)
  })

  it('is left at once when Lookout stops', async () => {
    const stop = new AbortController()
    await using server = await startMailServer({ onConnect: () => stop.abort() })
    const error = await failure(channelTo(server).send(notification, now, stop.signal))
    expect(error.reason).toBe('stopped')
  })

  it('is tried again when nobody listens', async () => {
    const channel = createEmailChannel({
      name: 'email',
      smtpUrl: 'smtp://127.0.0.1:1',
      from: 'lookout@example.com',
      to: ['ops@example.com'],
    })
    const error = await failure(channel.send(notification, now, never))
    expect(error.retry).toEqual({ again: true })
  })
})
