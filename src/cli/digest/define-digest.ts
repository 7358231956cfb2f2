import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'

export const defineDigest: DefineCommand = (program, runs) => {
  program
    .command('digest')
    .description("print a day's digest")
    .addOption(configOption)
    .option('--date <day>', 'the day, YYYY-MM-DD, or the last of a week; default yesterday')
    .option('--name <name>', 'one of the configured digests; default the daily one')
    .option('--preview <folder>', 'write it as HTML, text, pictures and Slack JSON')
    .option('--send', 'send it too, even if it was sent before')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'digest --date 2026-03-01',
        'digest --name weekly --preview ./preview',
        'digest --send',
      ),
    )
    .action(runs(async () => (await import('./run-digest.ts')).run))
}
