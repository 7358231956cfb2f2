import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { slackLines, startSlackSink } from '../../src/demo/stand-ins/sink-text.ts'
import { type SavedMail, startSmtpSink } from '../../src/demo/stand-ins/smtp-sink.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the Slack sink answers ok and tells the message as lines', async () => {
  const notified: (readonly string[])[] = []
  const sink = await startSlackSink((lines) => notified.push(lines))
  const post = (body: string) => fetch(sink.webhookUrl, { method: 'POST', body })
  try {
    const answer = await post(
      JSON.stringify({
        text: 'fallback',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'FIRING' } },
          {
            type: 'section',
            fields: [{ type: 'mrkdwn', text: '*Models*\n3 × `&lt;none&gt;`\n2 × `b`' }],
          },
          { type: 'context', elements: [{ type: 'mrkdwn', text: '<https://x.test|Runbook>' }] },
        ],
      }),
    )
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
    expect(notified).toEqual([['FIRING', 'Models: 3 × <none>, 2 × b', 'Runbook (https://x.test)']])
    expect((await post('no json')).status).toBe(400)
    expect(notified).toHaveLength(1)
  } finally {
    await sink.stop()
  }
})

test('a message without blocks shows its text, and no text can paint the terminal', () => {
  expect(slackLines(JSON.stringify({ text: 'a \u001b[31mred\u001b[0m\nb' }))).toEqual([
    'a [31mred[0m',
    'b',
  ])
  expect(slackLines('[]')).toBeNull()
})

test('the SMTP sink takes a mail, saves it as .eml and tells subject and recipients', async () => {
  const mails: SavedMail[] = []
  const sink = await startSmtpSink(
    join(folder, 'mail'),
    { now: () => Date.UTC(2026, 2, 1, 10, 15, 2) },
    (mail) => mails.push(mail),
  )
  const transport = nodemailer.createTransport(sink.url)
  try {
    await transport.sendMail({
      from: 'lookout@example.test',
      to: ['one@example.test', 'two@example.test'],
      subject: 'Ausfälle – 96 failures of a model with quite a long name, so that the line folds',
      text: 'hello',
    })
  } finally {
    transport.close()
    await sink.stop()
  }
  expect(mails).toEqual([
    {
      path: join(folder, 'mail', '20260301-101502-1.eml'),
      recipients: ['one@example.test', 'two@example.test'],
      subject: 'Ausfälle – 96 failures of a model with quite a long name, so that the line folds',
    },
  ])
  expect(await readFile(mails[0]?.path ?? '', 'utf8')).toContain('hello')
})
