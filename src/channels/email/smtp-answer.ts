import { DeliveryError } from '../../domain/channel.ts'
import { messageOf } from '../../domain/reason.ts'
import { brokenConnection } from '../deadline.ts'

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null
    ? Object.entries(error).find(([key]) => key === name)?.[1]
    : undefined

const codeOf = (error: unknown): number | null => {
  const code = field(error, 'responseCode')
  return typeof code === 'number' ? code : null
}

/** The server's own words, the start of them, on one line. */
const responseOf = (error: unknown): string => {
  const response = field(error, 'response')
  const said = typeof response === 'string' ? response : messageOf(error)
  return said.replace(/\s+/g, ' ').slice(0, 200)
}

export const recipientOf = (error: unknown): string => {
  const recipient = field(error, 'recipient')
  return typeof recipient === 'string' ? recipient : '?'
}

/** One recipient that the server would not have, and its reason. */
export const refusalOf = (error: unknown): string => `${recipientOf(error)} (${responseOf(error)})`

/** Commands that name the mail; 530 asks for a login or for TLS first, whatever it answers. */
const isAboutMail = (error: unknown): boolean =>
  ['MAIL FROM', 'RCPT TO', 'DATA'].includes(String(field(error, 'command'))) &&
  codeOf(error) !== 530

const refusalsOf = (error: unknown): readonly unknown[] => {
  const refusals = field(error, 'rejectedErrors')
  return Array.isArray(refusals) ? refusals : []
}

/**
 * What to do about a mail that was not taken. 4xx says "later" (RFC 5321, 4.2.1). 5xx says "never" when it is said of
 * the mail; said of the login, of TLS or of the greeting it is not the mail's fault, which goes out once that is put
 * right. When every recipient is refused, one "later" among them is enough to try again, and so is no answer at all.
 */
export const classifySmtpAnswer = (error: unknown): DeliveryError => {
  if (error instanceof DeliveryError) return error
  const kind = field(error, 'code')
  const refusals = refusalsOf(error)
  const codes = refusals.length > 0 ? refusals.map(codeOf) : [codeOf(error)]
  const known = codes.filter((code) => code !== null)
  const code = known.find((each) => each < 500) ?? known[0]
  if (kind === 'EAUTH')
    return new DeliveryError(
      `the mail server refused the login: ${responseOf(error)}`,
      code === undefined ? 'login' : `login ${code}`,
      { again: true },
      { cause: error },
    )
  if (code !== undefined)
    return new DeliveryError(
      `the mail server refused: ${refusals.length > 0 ? refusals.map(refusalOf).join(', ') : responseOf(error)}`,
      String(code),
      { again: code < 500 || !isAboutMail(error) },
      { cause: error },
    )
  // An address that is none, a mail that cannot be built: another try would end the same way.
  if (kind === 'EENVELOPE' || kind === 'EMESSAGE')
    return new DeliveryError(
      `the mail cannot be sent: ${responseOf(error)}`,
      'bad address',
      { again: false },
      { cause: error },
    )
  return brokenConnection('the mail server', error)
}
