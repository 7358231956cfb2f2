import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createAlertmanagerChannel } from '../../../src/channels/alertmanager/alertmanager-channel.ts'
import { createWebhookChannel } from '../../../src/channels/webhook/webhook-channel.ts'
import { type Channel, DeliveryError } from '../../../src/domain/channel.ts'
import type { Notification } from '../../../src/domain/notification.ts'
import { MINUTE_MS } from '../../../src/domain/units.ts'
import { alert, alertView, digest, resolved, system } from '../../render/notifications.ts'
import { startWebServer } from '../web-server.ts'

const began = alertView.startedAt
const now = began + 6 * MINUTE_MS
const never = new AbortController().signal

const accept = (response: ServerResponse) => response.end('{}')

const serve = async (
  answer: (response: ServerResponse, request: IncomingMessage) => void = accept,
) => {
  const headers: IncomingMessage['headers'][] = []
  const server = await startWebServer((response, request) => {
    headers.push(request.headers)
    answer(response, request)
  })
  return { ...server, headers, origin: new URL(server.url).origin }
}

const failure = async (channel: Channel, notification: Notification = alert()) => {
  try {
    await channel.send(notification, now, never)
  } catch (error) {
    if (error instanceof DeliveryError) return error
    throw error
  }
  throw new Error('it was taken')
}

describe('a webhook', () => {
  it("posts an alert in Alertmanager's version 4, signed, with its idempotency key", async () => {
    await using server = await serve()
    const channel = createWebhookChannel({
      name: 'hook',
      url: server.origin.replace('//', '//user:p%40ss@'),
      secret: 'quiet',
      headers: { 'x-tenant': 'a' },
    })
    const message = { ...alert(), others: [{ ...alertView, id: 'b', labels: { model: 'o1' } }] }
    expect(await channel.send(message, now, never)).toEqual({})
    const [{ body } = { body: '' }] = server.received
    const json = JSON.parse(body)
    expect(json).toMatchObject({
      version: '4',
      status: 'firing',
      receiver: 'hook',
      groupKey: 'default {}',
      truncatedAlerts: 0,
      commonLabels: { alertname: 'provider-failures', severity: 'critical', instance: 'prod' },
      alerts: [
        {
          status: 'firing',
          labels: { model: 'gpt-4o' },
          startsAt: '2026-03-01T02:12:00.000Z',
          endsAt: '0001-01-01T00:00:00Z',
        },
        { labels: { model: 'o1' } },
      ],
      lookout: { kind: 'alert', id: message.id },
    })
    expect(json.commonLabels).not.toHaveProperty('model')
    expect(json.alerts[0].fingerprint).not.toBe(json.alerts[1].fingerprint)
    const seconds = Math.floor(now / 1000)
    const mac = createHmac('sha256', 'quiet').update(`${seconds}.${body}`).digest('hex')
    expect(server.headers[0]).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': message.id,
      'x-lookout-signature': `t=${seconds},v1=${mac}`,
      'x-tenant': 'a',
      authorization: `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
    })
  })

  it('posts an end with its time, and digests whole without an alert', async () => {
    await using server = await serve()
    const channel = createWebhookChannel({ name: 'hook', url: server.origin })
    await channel.send(resolved(), now, never)
    await channel.send(digest(), now, never)
    await channel.send(system(), now, never)
    const [end, day, notice] = server.received.map(({ body }) => JSON.parse(body))
    expect(end).toMatchObject({
      status: 'resolved',
      alerts: [{ status: 'resolved', endsAt: '2026-03-01T02:37:00.000Z' }],
    })
    expect(day).toMatchObject({ alerts: [], lookout: { kind: 'digest', facts: { total: 1204 } } })
    expect(notice.alerts).toMatchObject([
      { status: 'firing', labels: { alertname: 'LookoutNotice' } },
    ])
    expect(server.headers[0]).not.toHaveProperty('x-lookout-signature')
  })

  it.each([
    [429, { 'retry-after': '7' }, { again: true, afterMs: 7000 }],
    [500, {}, { again: true }],
    [503, { 'retry-after': 'soon' }, { again: true }],
    [408, {}, { again: true }],
    [400, {}, { again: false }],
    [404, {}, { again: false }],
    [301, { location: '/' }, { again: false }],
  ])('answered %s %j: %j', async (status, headers, retry) => {
    await using server = await serve((response) => response.writeHead(status, headers).end('no'))
    const error = await failure(createWebhookChannel({ name: 'hook', url: server.origin }))
    expect(error).toMatchObject({ reason: `http ${status}`, retry })
    expect(server.received).toHaveLength(1)
  })

  it('that does not answer in time, or is not there, is tried again', async () => {
    await using server = await serve(() => {})
    const slow = createWebhookChannel({ name: 'hook', url: server.origin, timeoutMs: 50 })
    expect(await failure(slow)).toMatchObject({ reason: 'timeout', retry: { again: true } })
    const absent = createWebhookChannel({ name: 'hook', url: 'http://127.0.0.1:1' })
    expect(await failure(absent)).toMatchObject({ reason: 'ECONNREFUSED', retry: { again: true } })
  })

  it('keeps its address out of what it says', async () => {
    await using server = await serve((response) => response.writeHead(500).end())
    const url = `${server.origin.replace('//', '//user:hidden@')}/secret-path`
    const error = await failure(createWebhookChannel({ name: 'hook', url }))
    expect(`${error.message} ${error.stack}`).not.toMatch(/hidden|secret-path/)
    expect(() => createWebhookChannel({ name: 'hook', url: 'nowhere' })).toThrow(TypeError)
  })
})

describe('an Alertmanager', () => {
  it('gets alerts that end by themselves unless they are told again', async () => {
    await using server = await serve()
    const channel = createAlertmanagerChannel({ name: 'am', url: `${server.origin}/prefix/` })
    await channel.send(alert('first seen', { shown: { model: 'the big one' } }), now, never)
    await channel.send(resolved(), now, never)
    expect(server.received.map(({ path }) => path)).toEqual([
      '/prefix/api/v2/alerts',
      '/prefix/api/v2/alerts',
    ])
    const [firing, over] = server.received.map(({ body }) => JSON.parse(body))
    expect(firing).toMatchObject([
      {
        labels: { alertname: 'provider-failures', model: 'gpt-4o', severity: 'critical' },
        annotations: {
          summary: expect.stringContaining('FIRING'),
          model_name: 'the big one',
          runbook_url: 'https://wiki.example.com/runbooks/llm?section=provider&v=2',
        },
        startsAt: '2026-03-01T02:12:00.000Z',
        endsAt: new Date(now + 15 * MINUTE_MS).toISOString(),
      },
    ])
    // The same labels, or Alertmanager would take it for another alert.
    expect(over[0].labels).toEqual(firing[0].labels)
    expect(over[0].endsAt).toBe('2026-03-01T02:37:00.000Z')
  })

  it('never gets an end before the start', async () => {
    await using server = await serve()
    const channel = createAlertmanagerChannel({ name: 'am', url: server.origin })
    await channel.send(alert('resolved', { endedAt: began - MINUTE_MS }), now, never)
    const [over] = JSON.parse(server.received[0]?.body ?? '[]')
    expect(over.endsAt).toBe(over.startsAt)
  })

  it("gets Lookout's own notices, and no digest", async () => {
    await using server = await serve()
    const channel = createAlertmanagerChannel({ name: 'am', url: server.origin })
    await channel.send(system(), now, never)
    expect(await channel.send(digest(), now, never)).toEqual({
      detail: 'Alertmanager takes alerts, no digest',
    })
    expect(server.received).toHaveLength(1)
  })

  it('is asked whether it is there', async () => {
    await using server = await serve()
    await createAlertmanagerChannel({ name: 'am', url: server.origin }).verify(never)
    expect(server.received).toMatchObject([{ path: '/api/v2/status', body: '' }])
    await using broken = await serve((response) => response.writeHead(401).end())
    const refused = createAlertmanagerChannel({ name: 'am', url: broken.origin })
    await expect(refused.verify(never)).rejects.toThrow('401')
  })
})
