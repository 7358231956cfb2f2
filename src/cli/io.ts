import type { Clock } from '../domain/ports.ts'
/** Where a command writes. Colour and progress only where `isTty`. */
export interface Output {
  readonly write: (text: string) => void
  readonly isTty: boolean
}

/** What a command is given of the process. Results go to `stdout`, everything else to `stderr`. */
export interface CommandIo extends Clock {
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Fires on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
}

/** 0: done, whatever was found. 1: it could not, or `check` found a fault. 2: wrong usage or configuration. */
export type ExitCode = 0 | 1 | 2

/** The command line asks for something that does not exist or does not fit. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The configuration cannot be used; `problems` is a line for each reason. Ends with exit code 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
