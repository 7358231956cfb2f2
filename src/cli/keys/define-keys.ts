import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'
import { wholeNumber } from '../option-values.ts'

export const defineKeys: DefineCommand = (program, runs) => {
  program
    .command('keys')
    .description('list key aliases, models and teams with their failures, for writing filters')
    .addOption(configOption)
    .option('--days <n>', 'how far back', wholeNumber('--days', { min: 1, max: 90 }), 7)
    .addOption(jsonOption)
    .addHelpText('after', examples('keys', 'keys --days 30 --json'))
    .action(runs(async () => (await import('./run-keys.ts')).run))
}
