import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'

export const defineStatus: DefineCommand = (program, runs) => {
  program
    .command('status')
    .description('show current state: alerts, trends, queues, how far the tables have been read')
    .addOption(configOption)
    .option('--backup <file>', 'first copy the state database to a file')
    .addOption(jsonOption)
    .addHelpText('after', examples('status', 'status --backup /backup/lookout.db'))
    .action(runs(async () => (await import('./run-status.ts')).run))
}
