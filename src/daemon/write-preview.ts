import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Notification } from '../notifying/notification.ts'
import { mailCharts } from '../render/charts/mail-charts.ts'
import { pictureId, renderEmail } from '../render/email.ts'
import { renderSlack } from '../render/slack.ts'
import type { Looks } from './open-looks.ts'

/** A mail's pictures stand beside it as files: a browser knows no Content-ID. */
const withFiles = (html: string, files: ReadonlyMap<string, string>): string =>
  [...files].reduce((page, [id, file]) => page.replaceAll(`cid:${id}`, file), html)

/** Writes a message as every channel would send it: HTML with its pictures, text, Slack's JSON. Gives the paths. */
export const writePreview = async (
  notification: Notification,
  about: {
    readonly folder: string
    readonly now: number
    readonly from: string
    /** What the files' names begin with; default the notification's id. */
    readonly name?: string
  },
  { words, links, draw, undrawn }: Looks,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const { folder, now, from } = about
  const name = (about.name ?? notification.id).replace(/[^\w.-]+/g, '_')
  const facts =
    notification.kind === 'digest' || notification.kind === 'report' ? notification.facts : null
  const wanted = facts === null ? [] : mailCharts(facts, words)
  const pictures = await draw(wanted, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    undrawn(error)
    return null
  })
  const charts = pictures === null ? [] : wanted
  const sender = from === '' ? 'lookout@lookout.invalid' : from
  const mail = renderEmail(notification, now, { from: sender, links, charts }, words)
  const fileOf = (id: string): string => `${name}.${id}.png`
  const ids = new Map(charts.map(({ id }) => [pictureId(id, notification), fileOf(id)]))
  const headers = Object.entries(mail.headers).map(([header, value]) => `${header}: ${value}`)
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    [`${name}.html`, withFiles(mail.html, ids)],
    [`${name}.txt`, [`Subject: ${mail.subject}`, ...headers, '', mail.text].join('\n')],
    [
      `${name}.slack.json`,
      `${JSON.stringify(renderSlack(notification, now, links, words), null, 2)}\n`,
    ],
    ...charts.map(({ id }, at) => [fileOf(id), pictures?.[at] ?? new Uint8Array()] as const),
  ]
  await mkdir(folder, { recursive: true })
  for (const [file, content] of files) await writeFile(join(folder, file), content)
  return files.map(([file]) => join(folder, file))
}
