import { Option } from '@commander-js/extra-typings'
import { type DefineCommand, examples } from '../define.ts'

export const defineFingerprint: DefineCommand = (program, runs) => {
  program
    .command('fingerprint')
    .description('group error messages: events in, fingerprints out, one JSON object a line')
    .addOption(new Option('--config <file>', 'for its grouping rules (LOOKOUT_CONFIG)'))
    .option('--join', 'join groups that differ little, over the whole input')
    .option('--explain', 'show what was masked, and why')
    .addHelpText(
      'after',
      examples('fingerprint < events.ndjson', 'fingerprint --join --explain < events.ndjson'),
    )
    .action(runs(async () => (await import('./run-fingerprint.ts')).run))
}
