import { describe, expect, test } from 'vitest'
import { type DigestService, dayNamed, runDigest } from '../../../src/cli/digest/digest-command.ts'
import { UsageError } from '../../../src/cli/io.ts'
import type { DigestNotification } from '../../../src/domain/notification.ts'
import { captureIo } from '../support.ts'

const facts: DigestNotification['facts'] = {
  instance: 'prod',
  timezone: 'UTC',
  from: 0,
  to: 1,
  total: 0,
  late: 0,
  firstSeen: null,
  lastSeen: null,
  byModel: [],
  byProvider: [],
  byErrorType: [],
  byStatus: [],
  byKey: [],
  byTeam: [],
  byFault: [],
  groups: [],
  moreGroups: 0,
  moreGroupsCount: 0,
  hours: [],
}

const service = (sendings: Awaited<ReturnType<DigestService['send']>>) => {
  const sent: string[] = []
  return {
    sent,
    render: async (day: string) => ({
      text: `Digest of ${day}\n\n`,
      notification: {
        kind: 'digest' as const,
        id: 'd',
        instance: 'prod',
        timezone: 'UTC',
        createdAt: 0,
        digest: 'daily',
        day,
        facts,
        explanation: { text: null, notes: [{ kind: 'no_model' as const }], model: '' },
      },
    }),
    preview: async (day: string, folder: string) => [`${folder}/${day}.html`],
    send: async (day: string) => {
      sent.push(day)
      return sendings
    },
  }
}

const asked = { date: '2026-02-28', send: false, json: false }

describe('digest', () => {
  test('prints the day and sends nothing', async () => {
    const io = captureIo()
    const digests = service([])
    expect(await runDigest(digests, asked, io)).toBe(0)
    expect(io.out()).toBe('Digest of 2026-02-28\n')
    expect(digests.sent).toEqual([])
  })

  test('names the files of its preview on standard error', async () => {
    const io = captureIo()
    expect(await runDigest(service([]), { ...asked, preview: 'look' }, io)).toBe(0)
    expect(io.err()).toBe('look/2026-02-28.html\n')
  })

  test('as JSON is the notification itself', async () => {
    const io = captureIo()
    await runDigest(service([]), { ...asked, json: true }, io)
    expect(JSON.parse(io.out())).toMatchObject({ kind: 'digest', day: '2026-02-28' })
  })

  test('tells on standard error how each channel answered, and ends with 1 if one refused', async () => {
    const io = captureIo()
    const digests = service([
      { channel: 'slack', sent: true, detail: '' },
      { channel: 'email', sent: false, detail: '550 no such user' },
    ])
    expect(await runDigest(digests, { ...asked, send: true }, io)).toBe(1)
    expect(digests.sent).toEqual(['2026-02-28'])
    expect(io.err()).toBe('slack: sent\nemail: not sent, 550 no such user\n')
  })

  test('ends with 1 when there is no channel to send it on', async () => {
    const io = captureIo()
    expect(await runDigest(service([]), { ...asked, send: true }, io)).toBe(1)
    expect(io.err()).toContain('No channel is configured')
  })
})

test.each(['2026-02-30', '2026-3-1', 'yesterday', '', '2026-13-01'])('%s is no day', (text) => {
  expect(() => dayNamed(text)).toThrow(UsageError)
})

test('the leap day is one', () => {
  expect(dayNamed('2028-02-29')).toBe('2028-02-29')
})
