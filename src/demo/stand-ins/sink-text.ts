import { z } from 'zod'
import { anywhere, type StandInServer, startStandIn } from './http-stand-in.ts'

/** What a Slack message may hold, as far as it is shown here; anything else in it is passed over. */
const text = z.object({ text: z.string() })
const block = z.object({
  type: z.string(),
  text: text.optional(),
  fields: z.array(text).optional(),
  elements: z.array(z.looseObject({ text: z.union([z.string(), text]).optional() })).optional(),
})
const message = z.object({ text: z.string().default(''), blocks: z.array(block).default([]) })

const shownEntities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** Slack's own markup to what a terminal can show: links as "label (address)", entities as characters. */
const plain = (mrkdwn: string): string =>
  mrkdwn
    .replaceAll(/<(https?:[^|>]+)\|([^>]+)>/g, '$2 ($1)')
    .replaceAll(/<(https?:[^|>]+)>/g, '$1')
    .replaceAll(/^```$\n?/gm, '')
    .replaceAll(/\*([^*\n]+)\*/g, '$1')
    .replaceAll('`', '')
    .replaceAll(/&(?:amp|lt|gt);/g, (entity) => shownEntities[entity] ?? entity)

/** Control characters but the line's end: a message from a table must not paint the terminal. */
const tame = (value: string): string => value.replaceAll(/(?!\n)\p{Cc}/gu, '')

/** A field is a title and a short list below it: on a terminal one line. */
const fieldLine = (field: string): string => {
  const [title, ...items] = tame(plain(field)).trim().split('\n')
  return items.length === 0 ? (title ?? '') : `${title}: ${items.join(', ')}`
}

const linesOf = (part: z.infer<typeof block>): string[] => {
  const elements = (part.elements ?? []).flatMap((element) =>
    typeof element.text === 'string' ? [element.text] : element.text ? [element.text.text] : [],
  )
  const texts = [part.text?.text ?? '', ...elements].filter((value) => value !== '')
  return [
    ...texts.flatMap((value) => tame(plain(value)).trimEnd().split('\n')),
    ...(part.fields ?? []).map((field) => fieldLine(field.text)),
  ]
}

/** The body of a webhook post as the lines a person would read; null for what is no Slack message. */
export const slackLines = (body: string): readonly string[] | null => {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return null
  }
  const read = message.safeParse(parsed)
  if (!read.success) return null
  const lines = read.data.blocks.flatMap(linesOf)
  return lines.length > 0 ? lines : tame(plain(read.data.text)).split('\n')
}

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
