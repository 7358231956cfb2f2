import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { DAY_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { openState } from '../../src/state/store.ts'
import { quiet } from '../../test/state/quiet.ts'
import { startMailSink } from '../../test/support/mail-sink.ts'
import { startSlackSink } from '../../test/support/slack-sink.ts'
import { startBenchDaemon } from './daemon.ts'
import { type Figure, figure } from './figure.ts'
import type { Traffic } from './fill.ts'
import { processorTime } from './memory.ts'
import type { Stage } from './stage.ts'

const sampleMs = 1_000
/** Two days and more with 6,000 failures: whenever it is, yesterday has some for the digest. */
const twoDays: Traffic = { rows: 60_000, everyNthFails: 10, stepMs: 3_000 }

/** What this machine charges a Node for waking up: the whole work of this one is a timer a second. */
const startBare = () =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })

/** A daemon with nothing to do but to poll each minute, after its first report and a digest by mail and Slack. */
export const idle = async (stage: Stage): Promise<readonly Figure[]> => {
  const { url, hours } = await stage.filled(twoDays)
  const slack = await startSlackSink()
  const mail = await startMailSink()
  const yaml = `
slack: { webhookUrl: '${slack.url}' }
email: { url: '${mail.url}', from: lookout@example.com, to: [ops@example.com] }
source: { firstLookback: ${hours}h }
digest: { schedule: '0 0 * * *' }
`
  // The triggers as they are by default: a poll each minute. It believes to have watched since yesterday.
  const daemon = await startBenchDaemon(stage, url, yaml, 'web: { port: 0 }\n', async (file) => {
    const store = await openState(`sqlite:${file}`, { log: quiet, now: Date.now })
    await store.watchSince(Date.now() - DAY_MS)
    await store.close()
  })
  const bare = startBare()
  try {
    await daemon.said(/^report done$/)
    await mail.mail(({ attachments }) => attachments.length > 0)
    await slack.post(() => true)
    const bareOf = () => processorTime(bare.pid ?? 0)
    const [before, bareBefore, began] = [daemon.processor(), bareOf(), performance.now()]
    let most = 0
    while (performance.now() - began < stage.minutes * MINUTE_MS) {
      await sleep(sampleMs)
      most = Math.max(most, daemon.memory().now)
    }
    const took = performance.now() - began
    const share = (daemon.processor() - before) / took
    const wake = (bareOf() - bareBefore) / (took / 1000)
    const note = `after ${stage.minutes} minutes; ${Math.round(most / 1e6)} MB at most`
    return [
      figure('idle: memory', daemon.memory().now / 1e6, 'MB', 120, note),
      figure('idle: share of a core', share * 100, '%', 0.5),
      figure('idle: a timer of a Node that does nothing else', wake, 'ms', null, 'processor time'),
    ]
  } finally {
    bare.kill()
    await daemon.stop()
    await mail.stop()
    await slack.stop()
  }
}
