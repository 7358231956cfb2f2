import { parseDuration } from '../../rules/duration.ts'
import type { Invocation, Run } from '../command.ts'
import { type CommandIo, UsageError } from '../io.ts'
import { textOf, wholeOf } from '../parse.ts'

/** The demo as the command line sees it: it is for development, so `main.ts` hands it in. */
export type RunDemo = (
  options: { readonly forMs?: number; readonly outputDir?: string; readonly seed?: number },
  io: CommandIo,
) => Promise<void>

const optionsOf = (invocation: Invocation): Parameters<RunDemo>[0] => {
  const length = textOf(invocation, 'for')
  const forMs = length === undefined ? undefined : parseDuration(length)
  if (forMs === null || forMs === 0) {
    throw new UsageError(`--for: expected a duration such as 60s or 5m, got "${length}"`)
  }
  const outputDir = textOf(invocation, 'output')
  const seed = wholeOf(invocation, 'seed', -1, { min: 0, max: 4_294_967_295 })
  return {
    ...(forMs === undefined ? {} : { forMs }),
    ...(outputDir === undefined ? {} : { outputDir }),
    ...(seed === -1 ? {} : { seed }),
  }
}

/** `lookout demo`: needs no configuration and looks at none. */
export const demoRun =
  (runDemo: RunDemo): Run =>
  async (invocation, io) => {
    await runDemo(optionsOf(invocation), io)
    return 0
  }
