import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings'
import type { DefineCommand } from './define.ts'
import { type CommandIo, ConfigurationError, type ExitCode, UsageError } from './io.ts'

const remedyOf = (error: Error): string =>
  'remedy' in error && typeof error.remedy === 'string' && error.remedy !== ''
    ? `\n${error.remedy}`
    : ''

/** Says why a command ended, for people, and with which code. */
const endedBy = (error: unknown, io: CommandIo): ExitCode => {
  if (io.signal.aborted) {
    io.stderr.write('lookout: stopped\n')
    return 1
  }
  // What commander has to say, it has written already; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
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

const pathOf = (command: CommandUnknownOpts): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`

/** One line for each error, with the command whose help says more. `--help` is the only way to it: there is no command `help`. */
const settle = (command: CommandUnknownOpts): void => {
  command.configureOutput({
    outputError: (text, write) => {
      const sentence = text
        .replace(/^error: /, '')
        .trim()
        .replace(/\.$/, '')
        .replaceAll('\n', ' ')
      write(`lookout: ${sentence} (${pathOf(command)} --help)\n`)
    },
  })
  command.helpCommand(false)
  for (const child of command.commands) settle(child)
}

/** Does what the arguments ask for. Never throws: what went wrong is on `stderr` and in the exit code. */
export const runCommandLine = async (
  args: readonly string[],
  commands: readonly DefineCommand[],
  version: string,
  io: CommandIo,
): Promise<ExitCode> => {
  let code: ExitCode = 0
  const program = new Command('lookout')
    .description('Lookout watches a LiteLLM proxy through its two log tables.')
    .version(`lookout ${version}`, '-v, --version', 'show the version')
    .usage('COMMAND [options]')
    .addHelpText('after', '\nlookout COMMAND --help shows the options of a command, with examples.')
    .helpOption('-h, --help', 'show help')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride()
    .configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write })
  for (const define of commands)
    define(program, (load) => async (...given) => {
      const run = await load()
      code = await run(io, ...given)
    })
  settle(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    return endedBy(error, io)
  }
}
