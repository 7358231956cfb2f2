import { Agent, request } from 'undici'
import type { Keys } from './accounts.ts'
import type { Seen, Wire } from './types.ts'

/** Refusals that some routes send with HTTP 200, or in the middle of a stream. */
const hasErrorInside = (body: string): boolean =>
  /^(event: error|data: \{"error")/m.test(body) || /^\s*\{\s*"error"\s*:/.test(body)

const isEnded = (body: string): boolean =>
  /^data: \[DONE\]/m.test(body) || /"type":\s*"(message_stop|response\.completed)"/.test(body)

const bodyOf = async (wire: Wire): Promise<{ payload: string | Buffer; type: string }> => {
  if (wire.body instanceof FormData) {
    const encoded = new Response(wire.body)
    const type = encoded.headers.get('content-type') ?? ''
    return { payload: Buffer.from(await encoded.arrayBuffer()), type }
  }
  const payload = typeof wire.body === 'string' ? wire.body : JSON.stringify(wire.body)
  return { payload, type: 'application/json' }
}

/** Sends one request as a client library does, and reads the answer, or the stream, to its end. */
export const send = async (url: string, keys: Keys, wire: Wire, id: string): Promise<Seen> => {
  const key = typeof wire.account === 'string' ? keys[wire.account] : wire.account.key
  const { payload, type } = await bodyOf(wire)
  const agent = new Agent({ headersTimeout: 60_000, bodyTimeout: 60_000 })
  let status: number | null = null
  let body = ''
  let isStream = false
  try {
    const answer = await request(`${url}${wire.path}`, {
      method: 'POST',
      dispatcher: agent,
      body: payload,
      headers: {
        'content-type': type,
        'x-litellm-call-id': id,
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...wire.headers,
      },
    })
    status = answer.statusCode
    isStream = String(answer.headers['content-type']).includes('event-stream')
    answer.body.setEncoding('utf8')
    for await (const data of answer.body) body += String(data)
  } catch (error) {
    const outcome = status === null ? 'no answer' : 'stream broke'
    return { failed: true, status, outcome, body: `${body.slice(-300)} ${String(error)}`.trim() }
  } finally {
    await agent.destroy()
  }
  const shown = body.slice(0, 600)
  if (status >= 400) return { failed: true, status, outcome: 'error', body: shown }
  if (hasErrorInside(body)) {
    const outcome = isStream ? 'stream broke' : 'error'
    return { failed: true, status, outcome, body: isStream ? body.slice(-600) : shown }
  }
  if (isStream && !isEnded(body))
    return { failed: true, status, outcome: 'stream broke', body: body.slice(-600) }
  return { failed: false, status, outcome: 'answer', body: '' }
}
