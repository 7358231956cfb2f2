import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'

export const defineCheck: DefineCommand = (program, runs) => {
  program
    .command('check')
    .description('check the setup and suggest fixes')
    .addOption(configOption)
    .option('--config-only', 'the configuration alone, without connecting to anything')
    .option(
      '--send-test',
      'also send a test message on each channel, call the model and the heartbeat',
    )
    .option('--rules <file>', 'run the rule tests of a YAML file, and nothing else')
    .option('--route <labels>', 'show where an alert with these labels would go, and nothing else')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'check --config-only',
        'check --send-test',
        'check --route team=payments,severity=critical',
        'check --rules rule-tests.yaml',
      ),
    )
    .action(runs(async () => (await import('./run-check.ts')).run))
}
