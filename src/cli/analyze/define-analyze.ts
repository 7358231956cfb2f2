import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'
import { positiveNumber, wholeNumber } from '../option-values.ts'

export const defineAnalyze: DefineCommand = (program, runs) => {
  program
    .command('analyze')
    .description('analyze the failures of the last day once, without a daemon')
    .addOption(configOption)
    .option('--days <n>', 'how far back, default 1', positiveNumber('--days', { max: 3650 }))
    .option('--from <when>', 'from this local date or time on, such as 2026-03-01T14:30')
    .option('--to <when>', 'up to this time; of a date, to its end')
    .option('--no-time-filter', 'the newest failures there are, however old')
    .option('--key <alias>', 'only this key, by alias or hash; * stands for any text')
    .option('--model <name>', 'only this model')
    .option('--team <alias>', 'only this team, by alias or ID')
    .option(
      '--limit <n>',
      'rows shown and saved; totals are of all',
      wholeNumber('--limit', { min: 1, max: 100_000 }),
      100,
    )
    .option('--no-llm', "don't call the model")
    .option('--output <folder>', 'where the artifacts go, default OUTPUT_DIR')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'analyze --days 7 --model "gpt-4*"',
        'analyze --from 2026-03-01 --to 2026-03-02 --no-llm',
        'analyze --no-time-filter --limit 20 --json',
      ),
    )
    .action(runs(async () => (await import('./run-analyze.ts')).run))
}
