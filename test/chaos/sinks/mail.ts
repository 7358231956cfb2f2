import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Random } from '../../../src/demo/traffic/random.ts'
import { createMood, emptyInbox, type Inbox, type Mood } from './received.ts'

type MailMood =
  | 'yes'
  | 'yes, slowly'
  | '421 at once'
  | '451 after the mail'
  | 'reset'
  | 'taken, no answer'

const moods: readonly Mood<MailMood>[] = [
  { name: 'yes', weight: 60 },
  { name: 'yes, slowly', weight: 8 },
  { name: '421 at once', weight: 8 },
  { name: '451 after the mail', weight: 10 },
  { name: 'reset', weight: 6 },
  { name: 'taken, no answer', weight: 8 },
]

const keyOf = (mail: string): string => /^X-Lookout-Notification: (\S+)/im.exec(mail)?.[1] ?? ''

const slowMs = 700

/**
 * Speaks as much SMTP as one mail takes. Written out because no server in a library lets go of its socket between
 * taking a mail and saying so, which is the very moment that matters here.
 */
const converse = (
  socket: Socket,
  mood: MailMood,
  take: (mail: string, answered: boolean) => void,
): void => {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let text = ''
  let mail: string[] | null = null
  const end = (lines: readonly string[]) => {
    const all = lines.join('\n')
    if (mood === 'reset') return void socket.destroy()
    if (mood === '451 after the mail') return void say('451 4.3.0 try again later')
    const answered = mood !== 'taken, no answer'
    take(all, answered)
    if (!answered) socket.destroy()
    else if (mood === 'yes, slowly') setTimeout(() => say('250 2.0.0 queued'), slowMs)
    else say('250 2.0.0 queued')
  }
  const command = (line: string) => {
    if (mail !== null) {
      if (line !== '.') return void mail.push(line)
      const whole = mail
      mail = null
      return end(whole)
    }
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'DATA') {
      mail = []
      say('354 go ahead')
    } else if (verb === 'QUIT') socket.end('221 bye\r\n')
    else say('250 ok')
  }
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    text += chunk
    const lines = text.split('\r\n')
    text = lines.pop() ?? ''
    for (const line of lines) command(line)
  })
  if (mood === '421 at once') socket.end('421 4.3.2 too busy\r\n')
  else say('220 chaos ESMTP')
}

/** A mail server that refuses, stalls and hangs up by the random, and keeps what it took. */
export const startMailSink = async (
  random: Random,
  calm: () => boolean,
  /** How every mail is met once it is calm. */
  kind: 'yes' | 'yes, slowly' = 'yes',
): Promise<Inbox & { readonly url: string; readonly stop: () => Promise<void> }> => {
  const inbox = emptyInbox()
  const draw = createMood<MailMood>(random, moods, kind, inbox, calm)
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    converse(socket, draw(), (mail, answered) =>
      inbox.received.push({ channel: 'email', key: keyOf(mail), at: Date.now(), answered }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...inbox,
    url: `smtp://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
