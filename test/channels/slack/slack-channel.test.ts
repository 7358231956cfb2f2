import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createSlackChannel } from '../../../src/channels/slack/slack-channel.ts'
import { DeliveryError } from '../../../src/domain/channel.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { alert } from '../../render/notifications.ts'
import { startWebServer } from '../web-server.ts'

const notification = alert()
const never = new AbortController().signal
const now = notification.createdAt + MINUTE_MS

/** Sends once to a server that answers so; resolves with the error, null when it was taken. */
const sendTo = async (
  answer: (response: ServerResponse) => void,
  options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
) => {
  await using server = await startWebServer(answer)
  const channel = createSlackChannel({
    name: 'slack',
    webhookUrl: server.url,
    timeoutMs: options.timeoutMs ?? 5_000,
  })
  const error = await channel.send(notification, now, options.signal ?? never).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(inspect(error, { depth: 8 })).not.toContain('secret-path')
  if (error !== null && !(error instanceof DeliveryError)) throw error
  return { error, received: server.received }
}

const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  }

describe('a Slack webhook', () => {
  it('takes the message once with blocks, fallback and the idempotency key', async () => {
    const { error, received } = await sendTo(answering(200, 'ok'))
    expect(error).toBeNull()
    expect(received).toHaveLength(1)
    const message = JSON.parse(received[0]?.body ?? '')
    expect(message.text).toContain('provider failures of model gpt-4o')
    expect(message.blocks[0].type).toBe('header')
    expect(JSON.stringify(message.blocks.at(-1))).toContain(notification.id)
    expect(message).not.toHaveProperty('fetch')
  })

  it('is asked again after the time that its Retry-After names', async () => {
    const { error, received } = await sendTo(
      answering(429, 'rate_limited', { 'retry-after': '30' }),
    )
    expect(error?.retry).toEqual({ again: true, afterMs: 30_000 })
    expect(error?.reason).toBe('http 429')
    expect(received).toHaveLength(1)
  })

  it.each([
    [500, 'server_error'],
    [503, '<html>upstream</html>'],
    [408, ''],
    [200, '<html>please log in to the guest network</html>'],
    [200, ''],
  ])('is asked again after %i %j', async (status, body) => {
    const { error, received } = await sendTo(answering(status, body))
    expect(error?.retry).toEqual({ again: true })
    expect(received).toHaveLength(1)
  })

  it.each([
    [200, 'no_text', 'no_text'],
    [400, 'invalid_payload', 'invalid_payload'],
    [403, 'action_prohibited', 'action_prohibited'],
    [404, 'no_service', 'no_service'],
    [410, 'channel_is_archived', 'channel_is_archived'],
    [500, 'invalid_blocks', 'invalid_blocks'],
    [404, '<html>not found</html>', 'http 404'],
  ])('is given up after %i %j', async (status, body, reason) => {
    const { error } = await sendTo(answering(status, body))
    expect(error?.retry).toEqual({ again: false })
    expect(error?.reason).toBe(reason)
  })

  it('times out when no answer comes, and when its body never ends', async () => {
    const silent = await sendTo(() => {}, { timeoutMs: 100 })
    expect(silent.error?.reason).toBe('timeout')
    const endless = await sendTo(
      (response) => {
        response.writeHead(200).write('o')
      },
      { timeoutMs: 100 },
    )
    expect(endless.error).toMatchObject({ reason: 'timeout', retry: { again: true } })
  })

  it('is read no further than its answer can be long', async () => {
    const { error } = await sendTo((response) => {
      const page = 'x'.repeat(65_536)
      const more = () => {
        while (!response.destroyed && response.write(page));
      }
      response.writeHead(200).on('drain', more)
      more()
    })
    expect(error?.reason).toBe('unexpected answer')
  })

  it('is asked again when the connection breaks, and is not followed elsewhere', async () => {
    const broken = await sendTo((response) => response.destroy())
    expect(broken.error?.retry).toEqual({ again: true })
    const moved = await sendTo(answering(302, '', { location: 'http://127.0.0.1:1/' }))
    expect(moved.error?.retry).toEqual({ again: true })
    expect(moved.received).toHaveLength(1)
  })

  it('is asked again when nobody listens', async () => {
    const gone = await startWebServer(() => {})
    await gone[Symbol.asyncDispose]()
    const channel = createSlackChannel({ name: 'slack', webhookUrl: gone.url })
    const sent = channel.send(notification, now, never)
    await expect(sent).rejects.toMatchObject({ reason: 'ECONNREFUSED', retry: { again: true } })
  })

  it('stops at once when Lookout stops', async () => {
    const stop = new AbortController()
    const { error } = await sendTo(() => stop.abort(), { signal: stop.signal })
    expect(error?.reason).toBe('stopped')
  })

  it('does not repeat a webhook address that is none', () => {
    expect(() => createSlackChannel({ name: 'slack', webhookUrl: 'hooks/secret' })).toThrow(
      /^(?!.*secret).*no URL/,
    )
  })
})
