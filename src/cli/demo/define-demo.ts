import { type DefineCommand, examples } from '../define.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { duration, wholeNumber } from '../option-values.ts'

/** The demo as the command line sees it: for development, so `main.ts` hands it in. */
export type RunDemo = (
  options: { readonly forMs?: number; readonly outputDir?: string; readonly seed?: number },
  io: CommandIo,
) => Promise<void>

interface DemoFlags {
  /** Milliseconds. */
  readonly for?: number
  readonly output?: string
  readonly seed?: number
}

const demoRun =
  (runDemo: RunDemo) =>
  async (io: CommandIo, { for: forMs, output, seed }: DemoFlags): Promise<ExitCode> => {
    await runDemo(
      {
        ...(forMs === undefined ? {} : { forMs }),
        ...(output === undefined ? {} : { outputDir: output }),
        ...(seed === undefined ? {} : { seed }),
      },
      io,
    )
    return 0
  }

export const defineDemo =
  (loadDemo: () => Promise<RunDemo>): DefineCommand =>
  (program, runs) => {
    program
      .command('demo')
      .description('run everything on simulated data: database, traffic, incidents, Slack and mail')
      .option(
        '--for <duration>',
        'stop after this, such as 60s; default on Ctrl-C',
        duration('--for', '60s'),
      )
      .option('--output <folder>', 'where mails, artifacts and the log go')
      .option(
        '--seed <n>',
        'the same number plays the same incidents',
        wholeNumber('--seed', { min: 0, max: 4_294_967_295 }),
      )
      .addHelpText('after', examples('demo', 'demo --for 5m --seed 1 --output ./demo-output'))
      .action(runs(async () => demoRun(await loadDemo())))
  }
