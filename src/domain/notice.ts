import type { AlertReason } from './finding.ts'

/** A message, as another one names it. */
export type NoticeSubject =
  | { readonly kind: 'alert'; readonly rules: readonly string[]; readonly reason: AlertReason }
  | { readonly kind: 'digest'; readonly day: string }
  | { readonly kind: 'report' }
  | { readonly kind: 'notice'; readonly notice: Notice }

/**
 * What Lookout says of itself, as data: each locale makes its own sentences of it. Times in epoch milliseconds. `error`
 * and `answer` are the other side's own words, redacted.
 */
export type Notice =
  | {
      /** Nothing was read from `from` to `to`. `failures`: found afterwards. */
      readonly kind: 'monitoring_gap'
      readonly from: number
      readonly to: number
      readonly failures: number
    }
  | { readonly kind: 'too_many_series'; readonly rule: string; readonly most: number }
  | { readonly kind: 'no_failures_logged' }
  | {
      readonly kind: 'channel_failing'
      readonly channel: string
      readonly subject: NoticeSubject
      readonly error: string
      /** It will not be sent again. */
      readonly permanent: boolean
    }
  | {
      readonly kind: 'recipients_refused'
      readonly channel: string
      readonly subject: NoticeSubject
      readonly recipients: readonly string[]
      readonly answer: string
    }
  | {
      /** Messages beyond the channel's limit. `from`, `to`: when the first and the last would have gone out. */
      readonly kind: 'held_back'
      readonly count: number
      readonly limit: number
      readonly from: number
      readonly to: number
      readonly subjects: readonly { readonly subject: NoticeSubject; readonly count: number }[]
      /** Of subjects that are not listed. */
      readonly more: number
    }
  | { readonly kind: 'state_unwritable'; readonly error: string }
  | { readonly kind: 'state_writable' }
  | { readonly kind: 'state_rebuilding'; readonly file: string }
  | { readonly kind: 'test' }
  /** A message that an earlier version queued as text. */
  | { readonly kind: 'text'; readonly title: string; readonly text: string }
