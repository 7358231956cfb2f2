import { setTimeout as sleep } from 'node:timers/promises'
import { ddl } from '../../test/support/litellm-shapes.ts'
import { type SlackSink, startSlackSink } from '../../test/support/slack-sink.ts'
import { startBenchDaemon } from './daemon.ts'
import { type Figure, figure, quantile } from './figure.ts'
import { connected, type Stage } from './stage.ts'

const intervalMs = 10_000
/** One burst for each poll on average: a channel sends one message a second, and more would only queue there. */
const meanPauseMs = intervalMs
const noisePerSecond = 100
const burstSize = 6

const bells = `
poll: { schedule: '*/10 * * * * *' }
web: { port: 0 }
`
const yaml = (slack: SlackSink) => `
slack: { webhookUrl: '${slack.url}' }
source: { firstLookback: 1h }
telling: { groupBy: [model], groupWait: 0s, perHour: 100000 }
rules:
  - { name: burst, type: threshold, match: { model: 'burst-*' }, by: [model], count: ${burstSize}, window: 5m, severity: critical }
`

const ADD = `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime", model, model_group, status, metadata)
  SELECT $1 || '-' || n, 'acompletion', s, s, $1, $1, 'failure', '{"status": "failure", "error_information":
    {"error_code": "503", "error_class": "ServiceUnavailableError", "error_message": "The model is overloaded."}}'
  FROM generate_series(1, $2::int) AS n, LATERAL (SELECT clock_timestamp() AT TIME ZONE 'UTC') AS t(s)`

/** From the commit of a burst of failures to the post that tells of it. */
export const detection = async (stage: Stage): Promise<readonly Figure[]> => {
  const bursts = stage.bursts
  const slack = await startSlackSink()
  const url = await stage.made(`bench_detection_${Date.now()}`, async (client) => {
    await client.query(ddl('2026-03'))
  })
  const daemon = await startBenchDaemon(stage, url, yaml(slack), bells)
  try {
    await daemon.said(/^report done$/)
    const delays = await connected(url, async (client) => {
      const told: Promise<number>[] = []
      let noise = 0
      for (let n = 0; n < bursts; n++) {
        const pauseMs = Math.random() * 2 * meanPauseMs
        await sleep(pauseMs)
        const count = Math.round((noisePerSecond * pauseMs) / 1000)
        await client.query(ADD, [`other-${noise++}`, count])
        const model = `burst-${String(n).padStart(4, '0')}`
        await client.query(ADD, [model, burstSize])
        const committed = performance.now()
        told.push(
          slack
            .post(({ body }) => body.includes(model))
            .then(() => Math.max(0, performance.now() - committed)),
        )
      }
      const late = sleep(12 * intervalMs, null, { ref: false })
      return Promise.race([Promise.all(told), late])
    })
    if (delays === null) throw new Error('not every burst was told within two minutes')
    const note = `${bursts} bursts, a poll every ${intervalMs / 1000} s`
    return [
      figure('detection: p50', quantile(delays, 0.5), 'ms', intervalMs / 2 + 500, note),
      figure('detection: p99', quantile(delays, 0.99), 'ms', intervalMs + 1_500),
    ]
  } finally {
    await daemon.stop()
    await slack.stop()
  }
}
