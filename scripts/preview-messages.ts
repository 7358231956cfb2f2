// Writes every kind of message, made of the tests' examples, to look at: HTML, text and Slack JSON.
// node scripts/preview-messages.ts [FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { analysisText } from '../src/render/analysis-text.ts'
import { renderEmail } from '../src/render/email.ts'
import { renderSlack } from '../src/render/slack.ts'
import {
  alert,
  calmDigest,
  digest,
  grouped,
  minute,
  report,
  resolved,
  system,
} from '../test/render/notifications.ts'

const folder = process.argv[2] ?? 'output/preview'
mkdirSync(folder, { recursive: true })

const messages = {
  alert: alert(),
  grouped: grouped(),
  repeated: alert('still firing'),
  resolved: resolved(),
  digest: digest(),
  calm: calmDigest(),
  report: report(),
  system: system(),
}
for (const [name, notification] of Object.entries(messages)) {
  const now = notification.createdAt + minute
  const mail = renderEmail(notification, now, { from: 'Lookout <lookout@example.com>' })
  writeFileSync(join(folder, `${name}.html`), mail.html)
  writeFileSync(join(folder, `${name}.txt`), `Subject: ${mail.subject}\n\n${mail.text}`)
  writeFileSync(
    join(folder, `${name}.slack.json`),
    JSON.stringify(renderSlack(notification, now), null, 2),
  )
}
writeFileSync(
  join(folder, 'llm_analysis.txt'),
  [...analysisText(digest().facts, digest().explanation)].join(''),
)
process.stdout.write(`Messages are in ${folder}\n`)
