import { configOption, type DefineCommand, examples } from '../define.ts'

export const defineRun: DefineCommand = (program, runs) => {
  program
    .command('run')
    .description('watch, as a daemon, until SIGTERM or Ctrl-C; logs to standard output')
    .addOption(configOption)
    .addHelpText('after', examples('run', 'run --config lookout.yaml'))
    .action(runs(async () => (await import('./run-daemon.ts')).run))
}
