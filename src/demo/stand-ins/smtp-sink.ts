import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import type { Clock } from '../../domain/ports.ts'
import { needed } from '../needed.ts'

export interface SavedMail {
  /** Path of the .eml file, which any mail program opens. */
  readonly path: string
  readonly recipients: readonly string[]
  readonly subject: string
}

export interface SmtpSink {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** `20260301-101502-1.eml`: sorts by arrival. */
const fileName = (time: number, count: number): string =>
  `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${count}.eml`

/** A real mail server on a free port of the loopback, without encryption; it saves what it takes and sends nothing on. */
export const startSmtpSink = async (
  folder: string,
  clock: Clock,
  onMail: (mail: SavedMail) => void,
): Promise<SmtpSink> => {
  const { SMTPServer } = await needed('smtp-server', import('smtp-server'))
  const { simpleParser } = await needed('mailparser', import('mailparser'))
  await mkdir(folder, { recursive: true })
  let count = 0
  const save = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk)
    const mail = Buffer.concat(chunks)
    count += 1
    const path = join(folder, fileName(clock.now(), count))
    await writeFile(path, mail)
    const recipients = session.envelope.rcptTo.map((recipient) => recipient.address)
    onMail({ path, recipients, subject: (await simpleParser(mail)).subject ?? '' })
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // Lookout keeps its connection open for the next mail; the end need not wait for it.
    closeTimeout: 200,
    onData: (stream, session, done) => {
      save(stream, session).then(() => done(), done)
    },
  })
  // A client that hangs up in the middle is its own affair.
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string')
    throw new Error('the mail server has no port')
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${address.port}`, stop }
}
