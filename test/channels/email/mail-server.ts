import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { certificate, privateKey } from '../certificate.ts'

/** An SMTP error as smtp-server sends it. */
export const smtpError = (code: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode: code })

/** A real SMTP server on a port of its own that keeps the mails it took, parsed. */
export const startMailServer = async (options: SMTPServerOptions = {}) => {
  const mails: Awaited<ReturnType<typeof simpleParser>>[] = []
  const envelopes: { readonly to: readonly string[]; readonly secure: boolean }[] = []
  const server = new SMTPServer({
    authOptional: true,
    cert: certificate,
    key: privateKey,
    onData: (stream, session, done) => {
      envelopes.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        secure: session.secure,
      })
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail)
          done()
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    },
    ...options,
  })
  // A client that breaks off is what some tests are about.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    mails,
    envelopes,
    [Symbol.asyncDispose]: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      return promise
    },
  }
}
