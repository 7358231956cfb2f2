// Writes every kind of message from the tests' examples, for viewing: HTML with images, text and Slack JSON, in both
// languages. node scripts/preview-messages.ts [FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePreview } from '../src/app/write-preview.ts'
import { analysisText } from '../src/artifacts/contents/answer-text.ts'
import { createDraw } from '../src/chart-worker/draw.ts'
import type { Notification } from '../src/domain/notification.ts'
import { MINUTE_MS } from '../src/domain/units.ts'
import { localeOf } from '../src/i18n/locales.ts'
import {
  alert,
  calmDigest,
  digest,
  grouped,
  report,
  resolved,
  system,
} from '../test/render/notifications.ts'
import {
  causeInChinese,
  causeOfAlert,
  explanation,
  explanationInChinese,
  richDigest,
  spike,
} from '../test/render/rich.ts'

/** Every message that is shown, by the name of its files. */
export const messagesIn = (locale: string): Readonly<Record<string, Notification>> => {
  const chinese = locale === 'zh-CN'
  const said = chinese ? explanationInChinese : explanation
  const cause = chinese ? causeInChinese : causeOfAlert
  return {
    alert: { ...spike(), explanation: cause },
    bare: alert(),
    grouped: grouped(),
    repeated: alert('still firing'),
    resolved: { ...resolved(), alert: { ...resolved().alert, rule: 'failure-spike' } },
    messages: { ...alert(), explanation: cause, followUp: true },
    digest: richDigest({ explanation: said }),
    plain: digest(),
    calm: calmDigest(),
    report: report(),
    system: system(),
  }
}

export const links = {
  pageUrl: 'https://lookout.example.com',
  litellmUrl: 'https://llm.example.com',
}

/** Writes them all in one language. */
export const writeMessages = async (folder: string, locale: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const looks = {
    messages: localeOf(locale).messages,
    links,
    draw: createDraw(),
    undrawn: (error: unknown) =>
      process.stderr.write(`charts could not be drawn: ${String(error)}\n`),
  }
  for (const [name, notification] of Object.entries(messagesIn(locale))) {
    const now = notification.createdAt + MINUTE_MS
    const from = 'Lookout <lookout@example.com>'
    await writePreview(
      notification,
      { folder, now, from, name },
      looks,
      AbortSignal.timeout(MINUTE_MS),
    )
  }
  const { facts } = richDigest()
  const analysis = [...analysisText(facts, explanation, localeOf(locale).messages)].join('')
  writeFileSync(join(folder, 'llm_analysis.txt'), analysis)
}

if (import.meta.main) {
  const folder = process.argv[2] ?? 'output/preview'
  for (const locale of ['en', 'zh-CN']) await writeMessages(join(folder, locale), locale)
  process.stdout.write(`Messages are in ${folder}\n`)
}
