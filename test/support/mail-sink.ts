import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface MailSink {
  readonly url: string
  readonly mails: readonly ParsedMail[]
  /** Resolves with the first mail that fits, those already there included. */
  readonly mail: (fits: (mail: ParsedMail) => boolean) => Promise<ParsedMail>
  readonly stop: () => Promise<void>
}

/** A real SMTP server that keeps what arrives, parsed. */
export const startMailSink = async (): Promise<MailSink> => {
  const mails: ParsedMail[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      simpleParser(stream)
        .then((mail) => {
          mails.push(mail)
          done()
          for (const wake of waiting) wake()
        })
        .catch(done)
    },
  })
  const listening = await new Promise<AddressInfo>((resolve) => {
    const inner = server.listen(0, '127.0.0.1', () => resolve(inner.address() as AddressInfo))
  })
  return {
    url: `smtp://127.0.0.1:${listening.port}`,
    mails,
    mail: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = mails.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
