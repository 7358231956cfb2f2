import { type Dispatcher, request } from 'undici'
import { DeliveryError } from '../../domain/channel.ts'
import { brokenConnection, withDeadline } from '../deadline.ts'
import { retryOf } from '../http-answers.ts'

/** An answer is read no further than this, in bytes: only its start stands in a log. */
const longestAnswer = 4096

export interface PostOptions {
  /** As people call the other side in messages. */
  readonly whom: string
  readonly timeoutMs: number
  readonly dispatcher?: Dispatcher
}

interface Address {
  readonly url: string
  readonly authorization: Readonly<Record<string, string>>
}

/** An address whose user and password go into a header: in a URL they would stand in errors and logs. */
export const parseAddress = (text: string, name: string): Address => {
  if (!URL.canParse(text)) throw new TypeError(`the URL of ${name} is no URL`)
  const url = new URL(text)
  const { username, password } = url
  url.username = ''
  url.password = ''
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    url: url.href,
    authorization:
      pair === ':' ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  }
}

const start = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    parts.push(part)
    size += part.length
    if (size >= longestAnswer) break
  }
  return Buffer.concat(parts).subarray(0, longestAnswer).toString('utf8')
}

/** What another try may change: a server that is busy or ill, and nothing else. A redirect is a wrong address. */
const mayPass = (status: number): boolean =>
  status >= 500 || status === 429 || status === 408 || status === 425

/** Sends JSON, or asks when there is none to send. Any 2xx is a yes; throws DeliveryError for all else. */
export const post = async (
  { url, authorization }: Address,
  {
    body,
    headers,
  }: { readonly body: string | null; readonly headers: Readonly<Record<string, string>> },
  options: PostOptions,
  now: number,
  signal: AbortSignal,
): Promise<void> => {
  const { whom, timeoutMs, dispatcher } = options
  const { status, said, retryAfter } = await withDeadline(timeoutMs, signal, async (inTime) => {
    try {
      const answer = await request(url, {
        method: body === null ? 'GET' : 'POST',
        headers: {
          'user-agent': 'lookout',
          ...(body === null ? {} : { 'content-type': 'application/json; charset=utf-8' }),
          ...authorization,
          ...headers,
        },
        body,
        signal: inTime,
        ...(dispatcher === undefined ? {} : { dispatcher }),
      })
      return {
        status: answer.statusCode,
        said: await start(answer.body),
        retryAfter: answer.headers['retry-after'],
      }
    } catch (error) {
      throw brokenConnection(whom, error)
    }
  })
  if (status >= 200 && status < 300) return
  throw new DeliveryError(
    `${whom} answered ${status} ${JSON.stringify(said.trim().slice(0, 200))}`,
    `http ${status}`,
    mayPass(status) ? retryOf(retryAfter, now) : { again: false },
  )
}
