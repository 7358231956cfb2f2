import { AsyncLocalStorage } from 'node:async_hooks'
import pino, { type DestinationStream, type Logger } from 'pino'
import { redactValue } from '../classify/redaction/redact-value.ts'

/** Fields of every line of a job's run. */
interface Run {
  readonly job: string
  readonly run: string
}

const runs = new AsyncLocalStorage<Run>()

/** Everything logged inside, at any depth, has the job's name and the run's id. */
export const inRun = <T>(run: Run, work: () => Promise<T>): Promise<T> => runs.run(run, work)

/** JSON lines without secrets; times in ISO 8601. */
export const createLog = (
  options: { readonly level: string; readonly instance: string },
  destination: DestinationStream,
): Logger =>
  pino(
    {
      level: options.level,
      base: { instance: options.instance },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      // A copy: pino adds the line's own fields to the object it is given.
      mixin: () => ({ ...runs.getStore() }),
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => ({ ...fields, ...asObject(redactValue(fields)) }),
      },
    },
    destination,
  )

const asObject = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {}
