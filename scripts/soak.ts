// Fifty failures a second for half an hour and slow receivers: memory, file handles and lag must stay flat.
// npm run soak [-- --minutes 30 --rate 50]   Linux only: reads /proc.
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createRandom } from '../src/demo/traffic/random.ts'
import { MINUTE_MS } from '../src/domain/units.ts'
import { startChild } from '../test/chaos/keeper.ts'
import type { Pace } from '../test/chaos/pace.ts'
import {
  fullSizeMinutes,
  growthOf,
  quarterOf,
  type Sample,
  sampleOf,
  soakYaml,
} from '../test/chaos/soaking.ts'
import { openStage } from '../test/chaos/stage.ts'
import { createTraffic } from '../test/chaos/traffic.ts'
import { startWriter } from '../test/chaos/writer.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '50' },
  },
})
const minutes = Number(values.minutes)
const lengthMs = minutes * MINUTE_MS
const rate = Number(values.rate)
const seed = 1

const stage = await openStage(seed, '2026-09', () => true, 'yes, slowly')
try {
  const began = Date.now()
  const pace: Pace = { base: began, realBase: began, factor: 1 }
  const kind = {
    quiet: rate * 0.8,
    loud: rate * 0.4,
    storm: 0,
    longRequests: false,
    bothTables: false,
  }
  const traffic = createTraffic(createRandom(seed), pace, kind)
  const stop = new AbortController()
  const writer = startWriter(stage.database, traffic, createRandom(seed + 1), pace, stop.signal)
  const { log: logFile, journal: journalFile, cache } = stage.files
  writeFileSync(journalFile, '')
  const orders = {
    pace,
    env: stage.env,
    yaml: soakYaml,
    logFile,
    journalFile,
    aim: null,
    skewMs: 0,
    fullDisk: null,
  }
  const child = startChild({ ...orders, plant: 'none' }, cache)
  const samples: Sample[] = []
  while (Date.now() - began < lengthMs) {
    await sleep(2_000)
    const sample = await sampleOf(child.pid, stage.files.state)
    if (sample !== null) samples.push(sample)
  }
  stop.abort()
  await writer.done
  child.kill('SIGTERM')
  const end = await child.ended
  const first = quarterOf(samples, 0)
  const last = quarterOf(samples, 3)
  console.table({ 'first quarter': first, 'last quarter': last })
  const { written, successes } = writer.log
  const told = { slack: stage.slack.received.length, mail: stage.mail.received.length }
  const problems = [
    ...growthOf(first, last, minutes),
    ...(end.code === 0 ? [] : [`ended: ${end.said}`]),
  ]
  console.log(
    JSON.stringify({ minutes, failures: written.length, successes, told, first, last, problems }),
  )
  if (minutes < fullSizeMinutes)
    console.error(`memory is only checked in runs of ${fullSizeMinutes} minutes or more`)
  for (const problem of problems) console.error(`NOT FLAT ${problem}`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await stage.stop(false)
}
