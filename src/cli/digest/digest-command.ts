import type { DigestNotification } from '../../domain/notification.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'

/** How one channel answered. */
interface DigestSending {
  readonly channel: string
  readonly sent: boolean
  readonly detail: string
}

/** Makes the digest of a local day, YYYY-MM-DD: as it was first made, where it was. */
export interface DigestService {
  readonly render: (
    day: string,
    signal: AbortSignal,
  ) => Promise<{ readonly notification: DigestNotification; readonly text: string }>
  /** Writes it as each channel would show it; gives the files' paths. */
  readonly preview: (day: string, folder: string, signal: AbortSignal) => Promise<readonly string[]>
  /** Sends it now, on the digest's channels, whether or not it was sent before. */
  readonly send: (day: string, signal: AbortSignal) => Promise<readonly DigestSending[]>
}

export interface DigestOptions {
  readonly date: string
  readonly send: boolean
  /** Folder for what the channels would make of it; absent for none. */
  readonly preview?: string
  readonly json: boolean
}

/** The day as written, if there is such a day. Throws UsageError. */
export const dayNamed = (text: string): string => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // 2026-02-30 parses in some engines, as the second of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new UsageError(`--date must be a day such as 2026-03-01, not "${text}"`)
  }
  return text
}

/** Prints the digest of a day; with `send`, sends it too. 1 if a channel refused. */
export const runDigest = async (
  service: DigestService,
  { date, send, json, preview }: DigestOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const day = dayNamed(date)
  const { notification, text } = await service.render(day, io.signal)
  io.stdout.write(json ? `${JSON.stringify(notification, null, 2)}\n` : `${text.trimEnd()}\n`)
  if (preview !== undefined)
    for (const file of await service.preview(day, preview, io.signal)) io.stderr.write(`${file}\n`)
  if (!send) return 0
  const sendings = await service.send(day, io.signal)
  for (const { channel, sent, detail } of sendings) {
    const outcome = sent ? 'sent' : 'not sent'
    io.stderr.write(`${channel}: ${outcome}${detail === '' ? '' : `, ${detail}`}\n`)
  }
  if (sendings.length === 0) {
    io.stderr.write('No channel is configured: set SLACK_WEBHOOK_URL or EMAIL_TO.\n')
  }
  return sendings.length > 0 && sendings.every(({ sent }) => sent) ? 0 : 1
}
