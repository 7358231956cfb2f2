import { openSource } from '../../app/open/open-source.ts'
import type { Config } from '../../config/config-schema.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import type { Probe } from './check-command.ts'
import { sourceFindings } from './check-source.ts'
import { clockFinding } from './check-surroundings.ts'

/** Whether LiteLLM's database answers, what may be read there, and whether failures are logged at all. */
export const sourceProbe = (config: Config, log: Logger, clock: Clock): Probe => ({
  about: 'database',
  remedy: { name: 'databaseUrl' },
  run: async (signal) => {
    const source = openSource(config, log, clock)
    try {
      const asked = clock.now()
      const facts = await source.describe(signal)
      return [
        ...sourceFindings(facts, { promptsWanted: config.artifacts.includePrompts }),
        clockFinding(facts.now, asked),
      ]
    } finally {
      await source.close()
    }
  },
})
