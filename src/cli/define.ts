import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings'
import type { CommandIo, ExitCode } from './io.ts'

/**
 * Makes the action of a command. Its module is imported only when the command is asked for, so that `fingerprint` does not
 * load the database driver. What the module exports is given the command's arguments and, last, its options; the type
 * checker compares the two.
 */
type Runs = <Given extends readonly unknown[]>(
  load: () => Promise<(io: CommandIo, ...given: Given) => Promise<ExitCode>>,
) => (...given: Given) => Promise<void>

/** Adds one command to the program: name, description, options, examples. It may import nothing heavy. */
export type DefineCommand = (program: CommandUnknownOpts, runs: Runs) => void

/** `--config`, the same for every command. */
export const configOption = new Option(
  '--config <file>',
  'your configuration (LOOKOUT_CONFIG); what it leaves out keeps its default',
)

/** `--json`, for programs that read the answer. */
export const jsonOption = new Option('--json', 'answer as JSON')

/** What `--help` shows under the options: command lines as they are typed. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  $ lookout ${line}`)].join('\n')
