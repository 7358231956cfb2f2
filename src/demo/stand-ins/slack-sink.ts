import { anywhere, type StandInServer, startStandIn } from './http-stand-in.ts'
import { slackLines } from './sink-text.ts'

/** A stand-in for Slack's incoming webhooks: takes every message, answers `ok`, and tells what came as lines of text. */
export const startSlackSink = async (
  onMessage: (lines: readonly string[], body: string) => void,
  place = anywhere,
): Promise<StandInServer & { readonly webhookUrl: string }> => {
  const server = await startStandIn((body) => {
    const lines = slackLines(body)
    if (lines === null) return { status: 400, type: 'text/plain', body: 'invalid_payload' }
    onMessage(lines, body)
    return { status: 200, type: 'text/plain', body: 'ok' }
  }, place)
  return { ...server, webhookUrl: `${server.url}/services/T000/B000/demo` }
}
