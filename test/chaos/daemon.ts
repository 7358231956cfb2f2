import { randomUUID } from 'node:crypto'
import { appendFileSync, openSync, writeSync } from 'node:fs'
import type { Parts } from '../../src/app/app-parts.ts'
import { growHeapSlowly } from '../../src/app/heap.ts'
import { createLog } from '../../src/app/log.ts'
import { openParts } from '../../src/app/open/open-parts.ts'
import { startDaemon } from '../../src/app/start.ts'
import { loadConfig } from '../../src/config/load.ts'
import { createFullDisk } from '../support/full-disk.ts'
import { type Reached, withKillPoints } from './kill-points.ts'
import { type Orders, readOrders } from './orders.ts'
import { fastOf } from './pace.ts'
import { withPlant } from './plants.ts'

/** Ends this process as a power cut would, at the step that was aimed at. */
const killer = ({ aim, journalFile }: Orders): Reached => {
  let times = 0
  return (point) => {
    if (aim?.point !== point || ++times < aim.nth) return
    appendFileSync(journalFile, `${JSON.stringify({ hit: point })}\n`)
    process.kill(process.pid, 'SIGKILL')
    // The signal ends the process while it waits here: not one more statement runs.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  }
}

/** Real PostgreSQL has the real clock; what Lookout asks it for is the run's fast one. Writes down each look at the rules. */
const inFastTime = (parts: Parts, { pace, journalFile }: Orders): Parts => {
  let polledAt = 0
  return {
    ...parts,
    source: {
      ...parts.source,
      now: async (signal) => {
        return fastOf(pace, await parts.source.now(signal))
      },
    },
    store: {
      ...parts.store,
      // What a poll asks for before it reads, and nobody else: what is visible now, it finds.
      marks: () => {
        polledAt = Date.now()
        return parts.store.marks()
      },
      commitEvaluation: async (commit) => {
        await parts.store.commitEvaluation(commit)
        const look = { evaluatedAt: commit.now, polledAt, committedAt: Date.now() }
        appendFileSync(journalFile, `${JSON.stringify(look)}\n`)
      },
    },
  }
}

const run = async (orders: Orders): Promise<void> => {
  const loaded = loadConfig({ file: 'chaos.yaml', env: orders.env, readFile: () => orders.yaml })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const { config } = loaded
  const file = openSync(orders.logFile, 'a')
  const log = createLog(
    { level: config.log.level, instance: config.instance },
    { write: (line) => void writeSync(file, line) },
  )
  const world = {
    clock: { now: () => fastOf(orders.pace, Date.now()) + orders.skewMs },
    log,
    random: Math.random,
    newId: randomUUID,
  }
  const { fullDisk } = orders
  const disk = fullDisk && createFullDisk(fullDisk.file)
  const opened = inFastTime(await openParts(config, world), orders)
  const parts = withKillPoints(withPlant(opened, orders.plant), killer(orders))
  const daemon = await startDaemon(config, parts, world)
  if (disk !== null && fullDisk !== null) {
    setTimeout(disk.fill, fullDisk.fromMs)
    setTimeout(disk.makeRoom, fullDisk.fromMs + fullDisk.forMs)
  }
  process.once('SIGTERM', () => {
    daemon.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, 'could not stop')
        process.exit(1)
      },
    )
  })
}

growHeapSlowly()
await run(readOrders(process.env['LOOKOUT_CHAOS_ORDERS'] ?? ''))
