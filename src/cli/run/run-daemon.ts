import { runDaemon } from '../../app/run.ts'
import type { Run } from '../command.ts'
import { configurationOf } from '../configuration.ts'
import { ConfigurationError } from '../configuration-error.ts'

/** `lookout run` */
export const run: Run = async (invocation, io) => {
  const loaded = configurationOf(invocation, io)
  if (!loaded.ok) throw new ConfigurationError(loaded.problems)
  const again = () => configurationOf(invocation, io)
  return await runDaemon(loaded.config, loaded.warnings, again, io)
}
