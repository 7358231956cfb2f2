import { describe, expect, it } from 'vitest'
import {
  createEmailChannel,
  type EmailChannelOptions,
} from '../../../src/channels/email/email-channel.ts'
import { createDraw } from '../../../src/chart-worker/draw.ts'
import { chinese } from '../../../src/i18n/locales.ts'
import { alert, calmDigest } from '../../render/notifications.ts'
import { richDigest } from '../../render/rich.ts'
import { certificate } from '../certificate.ts'
import { startMailServer } from './mail-server.ts'

const never = new AbortController().signal

const send = async (
  notification: Parameters<ReturnType<typeof createEmailChannel>['send']>[0],
  options: Partial<EmailChannelOptions>,
) => {
  await using server = await startMailServer()
  const channel = createEmailChannel({
    name: 'email',
    smtpUrl: `smtp://127.0.0.1:${server.port}`,
    from: 'Lookout <lookout@example.com>',
    to: ['ops@example.com'],
    ca: [certificate],
    ...options,
  })
  await channel.send(notification, notification.createdAt, never)
  const [mail] = server.mails
  if (mail === undefined) throw new Error('no mail came')
  return mail
}

/** The Content-IDs that the HTML shows; mailparser puts pictures into it, so they are asked of its source. */
const shown = (html: string): readonly string[] =>
  [...html.matchAll(/src="(?:cid:([^"]*)|data:image\/png;base64,)/g)].map(([, id = 'data']) => id)

describe('a digest mail', () => {
  it('brings its charts along, each shown once, inside the mail', async () => {
    const mail = await send(richDigest(), { draw: createDraw() })
    const pictures = mail.attachments
    expect(pictures.map(({ filename }) => filename)).toEqual([
      'time.png',
      'requests.png',
      'groups.png',
      'heat.png',
    ])
    for (const picture of pictures) {
      expect(picture.contentType).toBe('image/png')
      expect(picture.contentDisposition).toBe('inline')
      expect(picture.related).toBe(true)
      expect(picture.content.subarray(1, 4).toString()).toBe('PNG')
      expect(picture.cid).toMatch(/^\w+\.digest-daily-2026-03-01@lookout$/)
    }
    expect(shown(mail.html || '')).toHaveLength(4)
    expect(mail.html).toContain('alt="Failures by model and time"')
    expect(mail.text).toContain('1,204 failures')
  })

  it('goes out without charts when they cannot be drawn, and says so', async () => {
    const reasons: unknown[] = []
    const mail = await send(richDigest(), {
      draw: async () => Promise.reject(new Error('no memory')),
      undrawn: (error) => reasons.push(error),
    })
    expect(mail.attachments).toEqual([])
    expect(shown(mail.html || '')).toEqual([])
    expect(mail.html).toContain('1,204')
    expect(String(reasons[0])).toContain('no memory')
  })

  it('is written in the language of its channel', async () => {
    const mail = await send(richDigest(), { messages: chinese.messages })
    expect(mail.subject).toBe('[prod] 日报 2026年3月1日：1,204 次失败')
    expect(mail.text).toContain('1,204 次失败，2026年3月1日（Europe/Berlin）')
  })

  it('links the page and LiteLLM where their addresses are known', async () => {
    const links = {
      pageUrl: 'https://lookout.example.com/',
      litellmUrl: 'https://llm.example.com',
    }
    const mail = await send(alert(), { links })
    expect(mail.html).toContain('href="https://lookout.example.com/alerts/5f0c6d2e9b1a47c8"')
    expect(mail.text).toContain("Open LiteLLM's UI: https://llm.example.com/ui/?page=logs")
  })
})

it.each([
  ['an alert', alert()],
  ['a calm day', calmDigest()],
])('%s needs no pictures, and nothing is started for them', async (_, notification) => {
  let asked = 0
  const draw: NonNullable<EmailChannelOptions['draw']> = async (charts) => {
    asked += charts.length
    return []
  }
  expect((await send(notification, { draw })).attachments).toEqual([])
  expect(asked).toBe(0)
})
