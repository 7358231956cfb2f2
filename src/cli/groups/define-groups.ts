import { configOption, type DefineCommand, examples, jsonOption } from '../define.ts'

export const defineGroups: DefineCommand = (program, runs) => {
  const groups = program
    .command('groups')
    .description('list error groups, join two, or split one')
    .addHelpText(
      'after',
      examples(
        'groups --json',
        'groups join 1f0c2d3e4f5a6b7c 8d9e0f1a2b3c4d5e',
        'groups split 1f0c2d3e4f5a6b7c',
      ),
    )
  groups
    .command('list', { isDefault: true })
    .description('list groups with the fingerprints that were joined into them')
    .addOption(configOption)
    .addOption(jsonOption)
    .action(runs(async () => (await import('./run-groups.ts')).runList))
  groups
    .command('join')
    .description('count the failures of one fingerprint in the group of another')
    .argument('<fingerprint>', 'the one to move, with all that was counted')
    .argument('<into>', 'a fingerprint of the group it moves to')
    .addOption(configOption)
    .addOption(jsonOption)
    .action(runs(async () => (await import('./run-groups.ts')).runJoin))
  groups
    .command('split')
    .description('from now on, count the failures of a fingerprint separately')
    .argument(
      '<fingerprint>',
      'a fingerprint that was joined, or the group whose members to separate',
    )
    .addOption(configOption)
    .addOption(jsonOption)
    .action(runs(async () => (await import('./run-groups.ts')).runSplit))
}
