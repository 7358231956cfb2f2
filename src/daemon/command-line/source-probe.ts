import type { Probe } from '../../commands/check.ts'
import { sourceFindings } from '../../commands/check-source.ts'
import type { Config } from '../../config/schema.ts'
import type { Logger } from '../../jobs/ports.ts'
import { openSource } from '../open-source.ts'

/** Whether LiteLLM's database answers, what may be read there, and whether failures are logged at all. */
export const sourceProbe = (config: Config, log: Logger): Probe => ({
  about: 'database',
  remedy: 'look at DATABASE_URL',
  run: async (signal) => {
    const source = openSource(config, log)
    try {
      return sourceFindings(await source.describe(signal))
    } finally {
      await source.close()
    }
  },
})
