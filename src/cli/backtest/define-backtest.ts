import { DAY_MS } from '../../domain/units.ts'
import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'
import { duration } from '../option-values.ts'

export const defineBacktest: DefineCommand = (program, runs) => {
  program
    .command('backtest')
    .description(
      'replay the past through the rules: what would have fired, when, and how noisy that is',
    )
    .addOption(configOption)
    .option('--from <time>', 'begin, such as 2026-03-01; default 7 days before the end')
    .option('--to <time>', 'end; default now')
    .option('--rule <name>', 'only this rule')
    .option(
      '--learn <duration>',
      'how much of the time before is learned from; default 7d',
      duration('--learn', '7d', '28d'),
      7 * DAY_MS,
    )
    .option('--state', "read the past from Lookout's state database, not from LiteLLM's tables")
    .option(
      '--series <file>',
      'for a spike rule: read a series instead, one timestamp,value a line',
    )
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'backtest --from 2026-03-01 --to 2026-03-08',
        'backtest --rule provider-failures --state --json',
        'backtest --rule spike --series counts.csv',
      ),
    )
    .action(runs(async () => (await import('./run-backtest.ts')).run))
}
