import { createLog } from '../app/log.ts'
import type { Config } from '../config/config-schema.ts'
import type { Logger } from '../domain/ports.ts'
import type { CommandIo } from './io.ts'

/** The log of a one-shot command: warnings and worse, on standard error; `debug` still shows all. */
export const quietLog = (config: Config, io: CommandIo): Logger =>
  createLog(
    { level: config.log.level === 'debug' ? 'debug' : 'warn', instance: config.instance },
    { write: (line) => io.stderr.write(line) },
  )
