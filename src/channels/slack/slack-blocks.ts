/** The part of Block Kit that Lookout sends. https://api.slack.com/reference/block-kit/blocks */
export interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji: false
}

/** `verbatim`: Slack turns no plain address, channel or name in it into a link. */
export interface Mrkdwn {
  readonly type: 'mrkdwn'
  readonly text: string
  readonly verbatim: true
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: PlainText | Mrkdwn }
  | { readonly type: 'section'; readonly fields: readonly Mrkdwn[] }
  | {
      readonly type: 'context'
      readonly elements: readonly Mrkdwn[]
      readonly block_id?: string
    }
  | { readonly type: 'divider' }

/** What goes to an incoming webhook. `text` is the fallback for notifications and for readers without blocks. */
export interface SlackMessage {
  readonly text: string
  readonly blocks: readonly SlackBlock[]
  readonly unfurl_links: false
  readonly unfurl_media: false
  readonly link_names: false
}

/**
 * Slack's limits, in UTF-16 units of the escaped text. The last is on no page of Slack's: a message of about 13,000
 * characters is refused, whichever way they are counted, so the whole JSON stays below.
 */
export const slackLimits = {
  blocks: 50,
  section: 3000,
  header: 150,
  field: 2000,
  fields: 10,
  message: 12_500,
} as const

const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true })

const plainText = (text: string): PlainText => ({ type: 'plain_text', text, emoji: false })

export const header = (text: string): SlackBlock => ({ type: 'header', text: plainText(text) })

export const section = (text: string): SlackBlock => ({ type: 'section', text: mrkdwn(text) })

export const plainSection = (text: string): SlackBlock => ({
  type: 'section',
  text: plainText(text),
})

export const fieldsSection = (fields: readonly string[]): SlackBlock => ({
  type: 'section',
  fields: fields.slice(0, slackLimits.fields).map(mrkdwn),
})

/** `id`: unseen by people, at most 255 characters; unique within a message. */
export const context = (text: string, id?: string): SlackBlock => ({
  type: 'context',
  elements: [mrkdwn(text)],
  ...(id === undefined ? {} : { block_id: id.slice(0, 255) }),
})
