import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'

export const definePurge: DefineCommand = (program, runs) => {
  program
    .command('purge')
    .description('delete what one user, key or request wrote, from the state and the artifacts')
    .addOption(configOption)
    .option('--user <id>', 'who made the requests, as LiteLLM knows them (user, end_user, e-mail)')
    .option('--key <alias>', 'the key they were made with, by alias or hash')
    .option('--request <id>', 'one request')
    .option('--yes', 'do it; without, only show what would be deleted')
    .addOption(jsonOption)
    .addHelpText('after', examples('purge --user anna@example.org', 'purge --key old-app --yes'))
    .action(runs(async () => (await import('./run-purge.ts')).run))
}
