// Takes the pictures of mails and Slack messages in docs/images. Needs Chromium (CHROMIUM, or the one on the PATH).
// node scripts/picture-messages.ts [FOLDER]
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { renderSlack } from '../src/channels/slack/slack-message.ts'
import { MINUTE_MS } from '../src/domain/units.ts'
import { localeOf } from '../src/i18n/locales.ts'
import { links, messagesIn, writeMessages } from './preview-messages.ts'
import { slackPage } from './slack-page.ts'

const folder = process.argv[2] ?? 'docs/images'
const executablePath =
  process.env['CHROMIUM'] ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim()

const mails = [
  { file: 'email-digest', mail: 'en/digest', width: 680 },
  { file: 'email-digest-phone', mail: 'en/digest', width: 375 },
  { file: 'email-digest-dark', mail: 'en/digest', width: 680, dark: true },
  { file: 'email-digest-zh-CN', mail: 'zh-CN/digest', width: 680 },
  { file: 'email-alert', mail: 'en/alert', width: 680 },
  { file: 'email-calm', mail: 'en/calm', width: 680 },
]
const slacks = [
  { file: 'slack-alert', names: ['alert', 'resolved'], locale: 'en' },
  { file: 'slack-late-words', names: ['bare', 'words'], locale: 'en' },
  { file: 'slack-digest', names: ['digest'], locale: 'en' },
  { file: 'slack-alert-zh-CN', names: ['alert', 'resolved'], locale: 'zh-CN' },
]

const font = readFileSync('assets/fonts/NotoSansSC-Regular.ttf', 'base64')
const work = mkdtempSync(join(tmpdir(), 'lookout-pictures-'))
for (const locale of ['en', 'zh-CN']) await writeMessages(join(work, locale), locale)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath,
  args: ['--disable-quic', '--disable-sync'],
})
try {
  const shoot = async (file: string, page: string, width: number, dark = false) => {
    const view = await browser.newPage({
      viewport: { width, height: 200 },
      colorScheme: dark ? 'dark' : 'light',
    })
    await view.goto(`file://${page}`)
    // The charts' own font in place of whatever this machine has, so that the pictures are the same everywhere.
    await view.addStyleTag({
      content: `@font-face { font-family: 'Segoe UI'; src: url(data:font/ttf;base64,${font}) }`,
    })
    await view.evaluate('document.fonts.ready.then(() => null)')
    await view.screenshot({ path: join(folder, `${file}.png`), fullPage: true })
    await view.close()
  }
  for (const { file, mail, width, dark } of mails)
    await shoot(file, join(work, `${mail}.html`), width, dark)
  for (const { file, names, locale } of slacks) {
    const shown = Object.entries(messagesIn(locale)).filter(([name]) => names.includes(name))
    const page = join(work, `${file}.html`)
    writeFileSync(
      page,
      slackPage(
        shown.map(([, each]) =>
          renderSlack(each, each.createdAt + MINUTE_MS, links, localeOf(locale).messages),
        ),
      ),
    )
    await shoot(file, page, 700)
  }
} finally {
  await browser.close()
  rmSync(work, { recursive: true, force: true })
}
process.stdout.write(`Pictures are in ${folder}\n`)
