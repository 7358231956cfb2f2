import { randomUUID } from 'node:crypto'
import type { Config } from '../config/config-schema.ts'
import type { Loaded } from '../config/load.ts'
import { maskedConfig } from '../config/mask.ts'
import type { Clock } from '../domain/ports.ts'
import { reasonOf } from '../domain/reason.ts'
import { createTidying } from './heap.ts'
import { createLog } from './log.ts'
import { openParts } from './open/open-parts.ts'
import { type Daemon, startDaemon } from './start.ts'

/** What the daemon is given of the process. */
interface DaemonIo extends Clock {
  /** Its log goes here. */
  readonly stdout: { readonly write: (line: string) => void }
  /** Fires when it is to stop. */
  readonly signal: AbortSignal
}

/** Reads the configuration again and hands it to the daemon; what it refuses, the log says, and the old one stays. */
const reload = async (
  daemon: Daemon,
  load: () => Loaded,
  log: ReturnType<typeof createLog>,
): Promise<void> => {
  try {
    const loaded = load()
    const done = loaded.ok
      ? await daemon.reload(loaded.config)
      : { ok: false as const, reasons: loaded.problems }
    if (!done.ok)
      log.error({ reasons: done.reasons }, 'the new configuration is refused; the old one stays')
    else log.info({ changed: done.changed }, 'the configuration was read again')
  } catch (error) {
    log.error({ reasons: [reasonOf(error)] }, 'the new configuration is refused; the old one stays')
  }
}

/** The daemon, until SIGTERM or Ctrl-C; SIGHUP has it read its configuration again (`load`). Its log goes to standard output as JSON lines. */
export const runDaemon = async (
  config: Config,
  warnings: readonly string[],
  load: () => Loaded,
  io: DaemonIo,
): Promise<0> => {
  const log = createLog({ level: config.log.level, instance: config.instance }, io.stdout)
  log.info({ config: maskedConfig(config) }, 'lookout starts')
  for (const warning of warnings) log.warn({}, warning)
  const clock = { now: io.now }
  const world = { clock, log, random: Math.random, newId: randomUUID, tidy: createTidying() }
  const parts = await openParts(config, world)
  const daemon = await startDaemon(config, parts, world)
  const hangUp = () => void reload(daemon, load, log)
  process.on('SIGHUP', hangUp)
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve()
    else io.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  process.off('SIGHUP', hangUp)
  log.info({}, 'asked to stop')
  await daemon.stop()
  return 0
}
