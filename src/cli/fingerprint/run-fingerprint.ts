import process from 'node:process'
import type { GroupingRules } from '../../classify/grouping/grouping-rules.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { runFingerprint } from './fingerprint-command.ts'

export interface FingerprintFlags {
  readonly config?: string
  readonly join?: boolean
  readonly explain?: boolean
}

/** The operator's grouping rules, if there is a configuration; the whole of it is not loaded for nothing. */
const rulesOf = async (
  file: string | undefined,
  io: CommandIo,
): Promise<GroupingRules | undefined> => {
  if (file === undefined && !io.env['LOOKOUT_CONFIG']) return undefined
  const { configOf } = await import('../command-setup.ts')
  return configOf(file, io, { sourceNeeded: false }).grouping
}

/** `lookout fingerprint`: a filter from standard input to standard output, so it takes the streams themselves. */
export const run = async (
  io: CommandIo,
  { config, join = false, explain = false }: FingerprintFlags,
): Promise<ExitCode> => {
  const rules = await rulesOf(config, io)
  const { stdin, stdout } = process
  if (stdin.isTTY) io.stderr.write('reading events from standard input, one JSON object a line\n')
  // Nothing else would wake a read that waits for input.
  io.signal.addEventListener('abort', () => stdin.destroy(), { once: true })
  const code = await runFingerprint(
    { input: stdin, output: stdout, error: (line) => io.stderr.write(`${line}\n`) },
    {
      join,
      explain,
      ...(rules === undefined ? {} : { rules, pinned: rules.pinned ?? [] }),
    },
  )
  return code === 0 || code === 2 ? code : 1
}
