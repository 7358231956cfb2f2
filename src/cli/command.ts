import type { CommandIo, ExitCode } from './io.ts'

/** An option of a command, as `--help` tells it. `value` is what stands behind it; a flag has none. */
export interface OptionSpec {
  readonly value?: string
  readonly short?: string
  readonly doc: string
}

/** What was given on the command line. */
export interface Invocation {
  readonly values: ReadonlyMap<string, string | boolean>
  readonly positionals: readonly string[]
}

/** Runs a command: opens what it needs, hands over, closes. */
export type Run = (invocation: Invocation, io: CommandIo) => Promise<ExitCode>

export interface CommandSpec {
  readonly summary: string
  /** What may stand behind the options, as in `[MESSAGE]`; commands without take no further words. */
  readonly positionals?: string
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Imports the command only when it is asked for: `fingerprint` need not load the database driver. */
  readonly load: () => Promise<Run>
}
