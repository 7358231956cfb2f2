import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { ddl } from '../../test/support/litellm-shapes.ts'
import { type SlackSink, startSlackSink } from '../../test/support/slack-sink.ts'
import { startBenchDaemon } from './daemon.ts'
import { type Figure, figure, quantile } from './figure.ts'
import { connected, type Stage } from './stage.ts'

const intervalMs = 10_000
/** So long from one burst to the next on average: they overlap, each at a random phase of the interval. */
const meanGapMs = 3_000
const noisePerSecond = 100
const noiseStepMs = 200
const burstSize = 6
/** A webhook takes one message a second. With ten of them hardly ever two bursts of one poll share one. */
const webhooks = Array.from({ length: 10 }, (_, n) => n)
/** So many bursts at once to one webhook, to measure that wait. */
const pile = 10

const triggers = `
poll: { schedule: '*/10 * * * * *' }
web: { port: 0 }
`
const yaml = (slack: SlackSink) => `
source: { firstLookback: 1h }
notifications: { groupBy: [model], groupWait: 0s, perHour: 100000 }
channels:
${webhooks.map((n) => `  - { name: room-${n}, type: slack, webhookUrl: '${slack.url}${n}' }`).join('\n')}
routes:
${webhooks.map((n) => `  - { match: ['model=burst-*-${n}'], channels: [room-${n}] }`).join('\n')}
rules:
  - { name: burst, type: threshold, match: { model: 'burst-*' }, by: [model], count: ${burstSize}, window: 5m, severity: critical }
`

const ADD = `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime", model, model_group, status, metadata)
  SELECT gen_random_uuid()::text, 'acompletion', s, s, model, model, 'failure', '{"status": "failure", "error_information":
    {"error_code": "503", "error_class": "ServiceUnavailableError", "error_message": "The model is overloaded."}}'
  FROM unnest($1::text[]) AS model, generate_series(1, $2::int), LATERAL (SELECT clock_timestamp() AT TIME ZONE 'UTC') AS t(s)`

/** Failures of twenty other models without a pause, until the signal. */
const makeNoise = (url: string, signal: AbortSignal): Promise<void> =>
  connected(url, async (client) => {
    const began = performance.now()
    let made = 0
    for (let step = 0; !signal.aborted; step++) {
      const wanted = Math.round((noisePerSecond * (performance.now() - began)) / 1000)
      await client.query(ADD, [[`other-${step % 20}`], wanted - made])
      made = wanted
      await sleep(noiseStepMs)
    }
  })

/** Commits a burst for each of these models. Returns the milliseconds from then until each alert arrives. */
const notified = async (
  url: string,
  slack: SlackSink,
  models: readonly string[],
): Promise<readonly number[]> => {
  await connected(url, (client) => client.query(ADD, [models, burstSize]))
  const committed = performance.now()
  return Promise.all(
    models.map(async (model) => {
      await slack.post(({ body }) => body.includes(model))
      return performance.now() - committed
    }),
  )
}

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  const late = sleep(12 * intervalMs, null, { ref: false })
  const done = await Promise.race([work.then((value) => ({ value })), late])
  if (done === null) throw new Error('not every burst led to an alert within two minutes')
  return done.value
}

/** From the commit of a burst of failures to the message about it, while other failures continue. */
export const detection = async (stage: Stage): Promise<readonly Figure[]> => {
  const make = async (client: pg.Client) => void (await client.query(ddl('2026-03')))
  const slack = await startSlackSink()
  const noise = new AbortController()
  try {
    return await stage.scratch('bench_detection', make, async (url) => {
      const daemon = await startBenchDaemon(stage, url, yaml(slack), triggers)
      try {
        await daemon.said(/^report done$/)
        const noisy = makeNoise(url, noise.signal)
        const spanMs = stage.bursts * meanGapMs
        const moments = Array.from({ length: stage.bursts }, () => Math.random() * spanMs)
        const bursts = moments.map(async (moment, n) => {
          await sleep(moment)
          return notified(url, slack, [`burst-${n}-${n % webhooks.length}`])
        })
        await sleep(spanMs)
        const delays = (await inTime(Promise.all(bursts))).flat()
        const models = Array.from({ length: pile }, (_, n) => `burst-pile${n}-0`)
        const piled = await inTime(notified(url, slack, models))
        noise.abort()
        await noisy
        const note = `${stage.bursts} bursts under ${noisePerSecond} failures a second, a poll every ${intervalMs / 1000} s`
        const spread = (Math.max(...piled) - Math.min(...piled)) / 1000
        return [
          figure('detection: p50', quantile(delays, 0.5), 'ms', intervalMs / 2 + 500, note),
          figure('detection: p99', quantile(delays, 0.99), 'ms', intervalMs + 1_500),
          figure('detection: longest poll', daemon.longest(/^poll done$/), 'ms', null),
          figure(
            `detection: first to last of ${pile} simultaneous messages`,
            spread,
            's',
            null,
            'one webhook accepts one a second',
          ),
        ]
      } finally {
        noise.abort()
        await daemon.stop()
      }
    })
  } finally {
    await slack.stop()
  }
}
