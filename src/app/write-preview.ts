import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderSlack } from '../channels/slack/slack-message.ts'
import type { Notification } from '../domain/notification.ts'
import { drawMail } from './open/draw-mail.ts'
import type { Appearance } from './open/open-appearance.ts'

/** Writes a message as every channel would send it: HTML with its images, text, Slack's JSON. Returns the paths. */
export const writePreview = async (
  notification: Notification,
  about: {
    readonly folder: string
    readonly now: number
    readonly from: string
    /** Start of the files' names; default: the notification's id. */
    readonly name?: string
  },
  appearance: Appearance,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const { folder, now } = about
  const name = (about.name ?? notification.id).replace(/[^\w.-]+/g, '_')
  const { mail, pictures } = await drawMail(notification, about, appearance, signal)
  const fileOf = (id: string): string => `${name}.${id}.png`
  // A mail's images are saved as files beside it: a browser knows no Content-ID.
  const html = pictures.reduce(
    (page, { id, address }) => page.replaceAll(address, fileOf(id)),
    mail.html,
  )
  const headers = Object.entries(mail.headers).map(([header, value]) => `${header}: ${value}`)
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    [`${name}.html`, html],
    [`${name}.txt`, [`Subject: ${mail.subject}`, ...headers, '', mail.text].join('\n')],
    [
      `${name}.slack.json`,
      `${JSON.stringify(renderSlack(notification, now, appearance.links, appearance.messages), null, 2)}\n`,
    ],
    ...pictures.map(({ id, png }) => [fileOf(id), png] as const),
  ]
  await mkdir(folder, { recursive: true })
  for (const [file, content] of files) await writeFile(join(folder, file), content)
  return files.map(([file]) => join(folder, file))
}
