import { DeliveryError } from '../../domain/channel.ts'
import { retryOf } from '../http-answers.ts'

/** What a webhook said; `body` is its beginning. */
export interface SlackAnswer {
  readonly status: number
  readonly body: string
  readonly retryAfter: string | null
}

/**
 * Bodies by which Slack says that this message, or any message to this webhook, will never be taken.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
 */
const finalBodies: ReadonlySet<string> = new Set([
  'action_prohibited',
  'channel_is_archived',
  'channel_not_found',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_payload',
  'invalid_token',
  'missing_text_or_fallback_or_attachments',
  'msg_too_long',
  'no_active_hooks',
  'no_service',
  'no_service_id',
  'no_team',
  'no_text',
  'posting_to_general_channel_denied',
  'team_disabled',
  'too_many_attachments',
  'user_not_found',
])

/** Slack's error words are short; anything else (a proxy's page) is named by its status alone. */
const word = (body: string): string | null =>
  /^[a-z][a-z0-9_ -]{0,60}/.exec(body.trim())?.[0] ?? null

/** Null when the message was taken: only 200 with the body `ok` says so. Else what to do about it. */
export const classifySlackAnswer = (answer: SlackAnswer, now: number): DeliveryError | null => {
  const { status, body } = answer
  if (status === 200 && body.trim() === 'ok') return null
  const said = word(body)
  const final = said !== null && finalBodies.has(said)
  const refused = status >= 400 && status < 500 && status !== 408 && status !== 429
  const reason = final ? said : status === 200 ? 'unexpected answer' : `http ${status}`
  return new DeliveryError(
    `Slack answered ${status} ${JSON.stringify(body.trim().slice(0, 200))}`,
    reason,
    final || refused ? { again: false } : retryOf(answer.retryAfter, now),
  )
}
