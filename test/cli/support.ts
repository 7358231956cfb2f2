import type { CommandIo } from '../../src/cli/io.ts'

export interface CapturedIo extends CommandIo {
  readonly out: () => string
  readonly err: () => string
}

/** What a command is given, its writing kept; the clock stands still. */
export const captureIo = (
  given: Partial<CommandIo> & { readonly tty?: boolean } = {},
): CapturedIo => {
  let out = ''
  let err = ''
  const { tty = false, ...rest } = given
  return {
    stdout: {
      write: (text) => {
        out += text
      },
      isTty: tty,
    },
    stderr: {
      write: (text) => {
        err += text
      },
      isTty: tty,
    },
    env: {},
    signal: new AbortController().signal,
    now: () => Date.parse('2026-03-01T12:00:00Z'),
    ...rest,
    out: () => out,
    err: () => err,
  }
}
