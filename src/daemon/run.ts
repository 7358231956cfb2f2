import { randomUUID } from 'node:crypto'
import type { CommandIo, ExitCode } from '../commands/io.ts'
import { maskedConfig } from '../config/mask.ts'
import type { Config } from '../config/schema.ts'
import { createLog } from './log.ts'
import { openParts } from './open-parts.ts'
import { startDaemon } from './start.ts'

/** The daemon, until SIGTERM or Ctrl-C; its log goes to standard output as JSON lines. */
export const runDaemon = async (
  config: Config,
  warnings: readonly string[],
  io: CommandIo,
): Promise<ExitCode> => {
  const log = createLog({ level: config.log.level, instance: config.instance }, io.stdout)
  log.info({ config: maskedConfig(config) }, 'lookout starts')
  for (const warning of warnings) log.warn({}, warning)
  const world = { clock: { now: io.now }, log, dice: Math.random, newId: randomUUID }
  const parts = await openParts(config, world)
  const daemon = await startDaemon(config, parts, world)
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve()
    else io.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  log.info({}, 'asked to stop')
  await daemon.stop()
  return 0
}
