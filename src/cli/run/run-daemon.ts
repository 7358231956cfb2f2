import { runDaemon } from '../../app/run.ts'
import { configurationOf } from '../command-setup.ts'
import { type CommandIo, ConfigurationError, type ExitCode } from '../io.ts'

/** `lookout run` */
export const run = async (
  io: CommandIo,
  { config: file }: { readonly config?: string },
): Promise<ExitCode> => {
  const loaded = configurationOf(file, io)
  if (!loaded.ok) throw new ConfigurationError(loaded.problems)
  const again = () => configurationOf(file, io)
  return await runDaemon(loaded.config, loaded.warnings, again, io)
}
