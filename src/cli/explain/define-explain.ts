import { Option } from '@commander-js/extra-typings'
import { type DefineCommand, examples } from '../define.ts'

export const defineExplain: DefineCommand = (program, runs) => {
  program
    .command('explain')
    .description('look up an error text in the catalogue of known failures: text in, entry out')
    .addOption(new Option('--config <file>', 'for its own entries and locale (LOOKOUT_CONFIG)'))
    .option('--class <name>', 'class of the error, such as RateLimitError')
    .option('--status <code>', 'HTTP status, such as 429')
    .option('--provider <name>', 'provider, such as openai')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      examples('explain < error.txt', 'explain --class RateLimitError --json < error.txt'),
    )
    .action(runs(async () => (await import('./run-explain.ts')).run))
}
