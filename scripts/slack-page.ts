import { html, raw } from 'hono/html'
import type { SlackBlock, SlackMessage } from '../src/channels/slack/slack-blocks.ts'
import { clean } from '../src/render/escape.ts'

type Page = ReturnType<typeof html>

const dot = (colour: string): string =>
  `<svg width="14" height="14" viewBox="0 0 14 14" style="vertical-align:-1px"><circle cx="7" cy="7" r="6.5" fill="${colour}"/></svg>`
const box = (colour: string, sign: string): string =>
  `<svg width="15" height="15" viewBox="0 0 15 15" style="vertical-align:-2px"><rect width="15" height="15" rx="3" fill="${colour}"/><path d="${sign}" fill="none" stroke="#fff" stroke-width="2"/></svg>`

/** Slack brings its own pictures; a browser on a server has none. */
const marks: readonly (readonly [string, string])[] = [
  ['🔴', dot('#dd2e44')],
  ['🟠', dot('#f4900c')],
  ['🔵', dot('#55acee')],
  ['✅', box('#2bac76', 'M3.5 8l3 3 5-7')],
  ['📋', box('#9a6b3f', 'M4 5h7M4 8h7M4 11h4')],
]
const withMarks = (text: string): string =>
  marks.reduce((all, [mark, drawn]) => all.replaceAll(mark, drawn), text)

/** What Lookout writes of Slack's mrkdwn, as Slack shows it: bold, code, links; its entities are HTML's too. */
const mrkdwn = (text: string): Page =>
  raw(
    clean(text)
      .replaceAll('"', '&quot;')
      .replace(/```\n?([\s\S]*?)\n?```/g, '<pre>$1</pre>')
      .replace(/`([^`\n]+)`/g, '<code>$1</code>')
      .replace(/\*([^*\n]+)\*/g, '<b>$1</b>')
      .replace(/<(https?:[^|>]+)\|([^>]+)>/g, '<a href="$1">$2</a>')
      .replace(/\n(?!<pre>)/g, '<br>')
      .replace(/(<\/pre>)<br>/g, '$1'),
  )

const plain = (text: string): Page =>
  raw(withMarks(clean(text).replaceAll('"', '&quot;').replaceAll('\n', '<br>')))

const block = (each: SlackBlock): Page => {
  switch (each.type) {
    case 'header':
      return html`<h3>${plain(each.text.text)}</h3>`
    case 'divider':
      return html`<hr>`
    case 'context':
      return html`<p class="context">${each.elements.map(({ text }) => mrkdwn(text))}</p>`
    case 'section':
      if ('fields' in each)
        return html`<div class="fields">${each.fields.map(({ text }) => html`<div>${mrkdwn(text)}</div>`)}</div>`
      return html`<p>${each.text.type === 'mrkdwn' ? mrkdwn(each.text.text) : plain(each.text.text)}</p>`
  }
}

/** Close to Slack's appearance; for pictures in the documentation, not for untrusted messages. */
export const slackPage = (messages: readonly SlackMessage[]): string =>
  String(html`<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 16px 20px; font: 15px/22px 'Segoe UI', sans-serif; color: #1d1c1d; background: #fff; max-width: 660px }
.message { display: flex; gap: 10px; margin: 0 0 22px }
.face { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #2456a6; color: #fff; font-weight: 700; text-align: center; line-height: 36px }
.name { font-weight: 900 } .app { background: #ddd; color: #555; font-size: 10px; border-radius: 2px; padding: 1px 3px; font-weight: 700 }
.time { color: #616061; font-size: 12px; font-weight: 400 }
h3 { font-size: 18px; line-height: 24px; margin: 2px 0 8px } p { margin: 0 0 8px; overflow-wrap: anywhere }
.context { color: #616061; font-size: 13px; line-height: 18px }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; margin: 0 0 8px; overflow-wrap: anywhere }
code { font: 12px/18px monospace; color: #e01e5a; background: #f8f8f8; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px }
pre { font: 12px/18px monospace; background: #f8f8f8; border: 1px solid #ddd; border-radius: 4px; padding: 8px; margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere }
a { color: #1264a3; text-decoration: none }
</style>${messages.map(
    ({ blocks }) =>
      html`<div class="message"><div class="face">L</div><div><div class="name">Lookout <span class="app">APP</span></div>${blocks.map(block)}</div></div>`,
  )}`)
