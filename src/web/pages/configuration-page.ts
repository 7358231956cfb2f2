import { html } from 'hono/html'
import { clean } from '../../render/escape.ts'
import { scrolling } from '../markup.ts'
import type { Markup, View } from '../view.ts'

const shown = (value: unknown): Markup | string => {
  if (typeof value === 'string') return value === '' ? '–' : clean(value)
  if (Array.isArray(value)) {
    if (value.length === 0) return '–'
    if (value.every((one) => typeof one === 'string')) return value.map(clean).join(', ')
  }
  if (typeof value === 'object' && value !== null) {
    return html`<pre class="message" tabindex="0">${clean(JSON.stringify(value, null, 1))}</pre>`
  }
  return String(value)
}

/** What is in effect, a line for each option. */
export const configurationPage = (
  view: View,
  values: Readonly<Record<string, unknown>>,
): Markup => {
  const { messages } = view
  const rows = Object.entries(values).map(
    ([path, value]) =>
      html`<tr><th scope="row"><code>${path}</code></th><td class="wide">${shown(value)}</td></tr>`,
  )
  return html`<div class="title"><h1>${messages.configuration}</h1><span class="soft">${messages.maskedHint}</span></div>
<div class="card">${scrolling(messages.configuration, html`<table><thead><tr><th scope="col">${messages.option}</th><th scope="col">${messages.value}</th></tr></thead><tbody>${rows}</tbody></table>`)}</div>`
}
