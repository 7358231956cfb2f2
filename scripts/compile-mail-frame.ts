// Compiles the frame of all mails from src/channels/email/frame/*.mjml into src/channels/email/email-frame.ts: MJML knows what Outlook and
// phones need, but at run time it would cost 60 MB and half a second for every start. Run it after a change of either.
// node scripts/compile-mail-frame.ts
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import mjml2html from 'mjml'

const at = (path: string): string =>
  fileURLToPath(new URL(`../src/channels/email/frame/${path}`, import.meta.url))

const compile = async (file: string): Promise<string> => {
  const { html, errors } = await mjml2html(readFileSync(at(file), 'utf8'), {
    keepComments: true,
    validationLevel: 'strict',
    // Nothing in a mail is fetched from elsewhere; by itself MJML would import web fonts.
    fonts: {},
  })
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'))
  return html
    .replace(/>\s+</g, '><')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** A colour and a language that MJML takes for real ones, so that they may stand in attributes. */
const placeholders = { '#a1b2c3': '{{colour}}', 'lookout-locale': '{{locale}}' }

const withSlots = (html: string): string =>
  Object.entries(placeholders)
    .reduce((text, [from, to]) => text.replaceAll(from, to), html)
    // The title is in the head; no other outside text is in attributes.
    .replace(/\s*aria-label="\{\{title\}\}"/, '')

interface Frame {
  readonly texts: readonly string[]
  readonly slots: readonly string[]
}

/** Texts, and the names of the slots between them. */
const slotted = (html: string): Frame => {
  const parts = withSlots(html).split(/\{\{(\w+)\}\}/)
  return {
    texts: parts.filter((_, index) => index % 2 === 0),
    slots: parts.filter((_, index) => index % 2 === 1),
  }
}

const columns = async () => {
  const [before = '', column = '', last = ''] = (await compile('columns.mjml')).split(
    '<!-- cut -->',
  )
  const [open = ''] = /<!--\[if mso[^\]]*\]>(?:(?!<!--).)*<!\[endif\]-->$/s.exec(before) ?? []
  const [, close = ''] =
    /<!--\[if mso \| IE\]><\/td>(<\/tr><\/table><!\[endif\]-->)/.exec(last) ?? []
  const [start = '', end = ''] = column.split('{{cell}}')
  return { open, start, end, close: `<!--[if mso | IE]>${close}` }
}

/** What `src/channels/email/email-frame.ts` must export. */
export const compiledFrames = async () => ({
  frame: slotted(await compile('frame.mjml')),
  columnsFrame: await columns(),
})

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { frame, columnsFrame } = await compiledFrames()
  const file = at('../email-frame.ts')
  writeFileSync(
    file,
    `// Made by scripts/compile-mail-frame.ts from src/channels/email/frame/*.mjml: change those.

/** The whole mail: texts with slots between them. */
export const frame: { readonly texts: readonly string[]; readonly slots: readonly string[] } = ${JSON.stringify(frame)}

/** Two columns side by side, one below the other on a phone. */
export const columnsFrame = ${JSON.stringify(columnsFrame)}
`,
  )
  spawnSync('biome', ['check', '--write', file], { stdio: 'inherit' })
}
