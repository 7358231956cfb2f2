import type { CommandSpec } from './command.ts'
import { ConfigurationError } from './configuration-error.ts'
import { commandHelp, overview } from './help.ts'
import { type CommandIo, type ExitCode, UsageError } from './io.ts'
import { type Asked, parseCommandLine } from './parse.ts'

const remedyOf = (error: Error): string =>
  'remedy' in error && typeof error.remedy === 'string' && error.remedy !== ''
    ? `\n${error.remedy}`
    : ''

/** Tells why a command ended, for people, and with which code. */
const endedBy = (error: unknown, io: CommandIo): ExitCode => {
  if (io.signal.aborted) {
    io.stderr.write('lookout: stopped\n')
    return 1
  }
  if (error instanceof UsageError) {
    io.stderr.write(`lookout: ${error.message}\n`)
    return 2
  }
  if (error instanceof ConfigurationError) {
    const lines = error.problems.map((problem) => `  ${problem}\n`).join('')
    io.stderr.write(`lookout: the configuration cannot be used:\n${lines}`)
    return 2
  }
  const says = error instanceof Error ? `${error.message}${remedyOf(error)}` : String(error)
  io.stderr.write(`lookout: ${says}\n`)
  if (io.env['LOG_LEVEL'] === 'debug' && error instanceof Error) {
    io.stderr.write(`${error.stack ?? ''}\n`)
  }
  return 1
}

const obey = async (
  asked: Asked,
  commands: Readonly<Record<string, CommandSpec>>,
  version: string,
  io: CommandIo,
): Promise<ExitCode> => {
  switch (asked.kind) {
    case 'overview':
      io.stdout.write(overview(commands))
      return 0
    case 'version':
      io.stdout.write(`lookout ${version}\n`)
      return 0
    case 'help':
      io.stdout.write(commandHelp(asked.name, asked.spec))
      return 0
    case 'command': {
      const run = await asked.spec.load()
      return await run(asked.invocation, io)
    }
  }
}

/** Does what the arguments ask for. Never throws: what went wrong is told on `stderr` and in the exit code. */
export const runCommandLine = async (
  args: readonly string[],
  commands: Readonly<Record<string, CommandSpec>>,
  version: string,
  io: CommandIo,
): Promise<ExitCode> => {
  try {
    return await obey(parseCommandLine(args, commands), commands, version, io)
  } catch (error) {
    return endedBy(error, io)
  }
}
