import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'
import { duration } from '../option-values.ts'

export const defineSilence: DefineCommand = (program, runs) => {
  const silence = program
    .command('silence')
    .description('mute alerts: add, list, expire')
    .addHelpText(
      'after',
      examples(
        "silence add 'model=gpt-4*' team=search --for 2h --reason 'moving to another region'",
        'silence add rule=provider-failures model=gpt-4o --until-resolved',
        'silence list',
        'silence expire 1a2b',
      ),
    )
  silence
    .command('add')
    .description('mute alerts that match all of the matchers')
    .argument('<matchers...>', 'such as team=payments or model=~"gpt-4.*"')
    .addOption(configOption)
    .option('--for <duration>', 'how long, such as 2h', duration('--for', '2h'))
    .option('--until <time>', 'until when, such as 2026-03-01T18:00')
    .option('--until-resolved', 'acknowledge what is firing now, until it is resolved')
    .option('--author <name>', 'who mutes, default $USER')
    .option('--reason <text>', 'why')
    .addOption(jsonOption)
    .action(runs(async () => (await import('./run-silence.ts')).runAdd))
  silence
    .command('list')
    .description('list silences')
    .addOption(configOption)
    .option('--all', 'also those that have ended')
    .addOption(jsonOption)
    .action(runs(async () => (await import('./run-silence.ts')).runList))
  silence
    .command('expire')
    .description('end silences now')
    .argument('<ids...>', 'as listed; the beginning is enough')
    .addOption(configOption)
    .addOption(jsonOption)
    .action(runs(async () => (await import('./run-silence.ts')).runExpire))
}
