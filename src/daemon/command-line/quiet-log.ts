import type { CommandIo } from '../../commands/io.ts'
import type { Config } from '../../config/schema.ts'
import type { Logger } from '../../jobs/ports.ts'
import { createLog } from '../log.ts'

/** The log of a one-shot command: warnings and worse, on standard error; `debug` still shows all. */
export const quietLog = (config: Config, io: CommandIo): Logger =>
  createLog(
    { level: config.log.level === 'debug' ? 'debug' : 'warn', instance: config.instance },
    { write: (line) => io.stderr.write(line) },
  )
