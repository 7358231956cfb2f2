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

/** What the daemon gets from the process. */
interface DaemonIo extends Clock {
  /** Where its log is written. */
  readonly stdout: { readonly write: (line: string) => void }
  /** Aborts when it is to stop. */
  readonly signal: AbortSignal
}

/**
 * Reads the configuration again and hands it to the daemon; if it is rejected, the log says why, and the old one stays.
 */
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
      log.error(
        { reasons: done.reasons },
        'new configuration rejected; the old one stays in effect',
      )
    else log.info({ changed: done.changed }, 'configuration reloaded')
  } catch (error) {
    log.error(
      { reasons: [reasonOf(error)] },
      'new configuration rejected; the old one stays in effect',
    )
  }
}

/**
 * Runs the daemon until SIGTERM or Ctrl-C; on SIGHUP it reads its configuration again (`load`). Its log goes to
 * standard output as JSON lines.
 */
export const runDaemon = async (
  config: Config,
  warnings: readonly string[],
  load: () => Loaded,
  io: DaemonIo,
): Promise<0> => {
  const log = createLog({ level: config.log.level, instance: config.instance }, io.stdout)
  log.info({ config: maskedConfig(config) }, 'lookout starting')
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
  log.info({}, 'stopping')
  await daemon.stop()
  return 0
}
