import process from 'node:process'
import type { GroupingRules } from '../../classify/grouping/grouping-rules.ts'
import type { Invocation, Run } from '../command.ts'
import type { CommandIo } from '../io.ts'
import { flagOf, textOf } from '../parse.ts'
import { runFingerprint } from './fingerprint-command.ts'

/** The operator's grouping rules, if there is a configuration; the whole of it is not loaded for nothing. */
const rulesOf = async (
  invocation: Invocation,
  io: CommandIo,
): Promise<GroupingRules | undefined> => {
  if (textOf(invocation, 'config') === undefined && !io.env['LOOKOUT_CONFIG']) return undefined
  const { configOf } = await import('../configuration.ts')
  return configOf(invocation, io, { sourceNeeded: false }).grouping
}

/** `lookout fingerprint`: a filter from standard input to standard output, so it takes the streams themselves. */
export const run: Run = async (invocation, io) => {
  const rules = await rulesOf(invocation, io)
  const { stdin, stdout } = process
  if (stdin.isTTY) io.stderr.write('reading events from standard input, one JSON object a line\n')
  // Nothing else would wake a read that waits for input.
  io.signal.addEventListener('abort', () => stdin.destroy(), { once: true })
  const code = await runFingerprint(
    { input: stdin, output: stdout, error: (line) => io.stderr.write(`${line}\n`) },
    {
      join: flagOf(invocation, 'join'),
      explain: flagOf(invocation, 'explain'),
      ...(rules === undefined ? {} : { rules, pinned: rules.pinned ?? [] }),
    },
  )
  return code === 0 || code === 2 ? code : 1
}
