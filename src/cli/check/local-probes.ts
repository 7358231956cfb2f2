import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from '../../config/config-schema.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { type RuleTestResult, runRuleTests } from '../../rules/backtest/rule-tests.ts'
import type { Rule } from '../../rules/rule.ts'
import { stateFile } from '../../state/location.ts'
import { openState } from '../../state/store.ts'
import { type Finding, fail, ok, type Probe, warn } from './check-command.ts'
import { permissionFindings, type Room, roomFinding, webFindings } from './check-surroundings.ts'

/** The configuration was accepted, or nothing else would run; these are its warnings. */
export const configurationProbe = (
  { instance, timezone }: Config,
  warnings: readonly string[],
): Probe => ({
  about: 'configuration',
  remedy: null,
  run: async () => [
    ok('configuration', { name: 'instance', values: { instance, timezone } }),
    ...warnings.map((warning) => warn('configuration', { text: warning }, null)),
  ],
})

const existingAncestor = (path: string): string => {
  let folder = path
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

const roomAt = (path: string): Room => {
  const { bavail, blocks, bsize } = statfsSync(path)
  return { free: bavail * bsize, total: blocks * bsize }
}

// Nothing is made that is not there yet: made by root here, the daemon's user could not write to it.
const wouldBeMade = (about: string, path: string): Finding => {
  const folder = existingAncestor(path)
  accessSync(folder, constants.W_OK | constants.X_OK)
  return ok(about, { name: 'canBeMade', values: { path } })
}

export const outputProbe = (dir: string): Probe => ({
  about: 'output',
  remedy: { name: 'outputWritable', values: { path: dir } },
  run: async () => {
    const folder = resolve(dir)
    if (!existsSync(folder)) return [wouldBeMade('output', folder)]
    if (!statSync(folder).isDirectory()) {
      return [
        fail('output', { name: 'noFolder', values: { path: folder } }, { name: 'outputFolder' }),
      ]
    }
    // Permissions say little about mounts and quotas: a file says all.
    const trial = mkdtempSync(join(folder, '.lookout-check-'))
    try {
      writeFileSync(join(trial, 'trial'), 'x')
    } finally {
      rmSync(trial, { recursive: true, force: true })
    }
    return [
      ok('output', { name: 'writable', values: { path: folder } }),
      roomFinding('output', folder, roomAt(folder)),
    ]
  },
})

export const stateProbe = (url: string, log: Logger, clock: Clock): Probe => ({
  about: 'state',
  remedy: { name: 'stateWritable' },
  run: async () => {
    const path = stateFile(url)
    if (!existsSync(path)) return [wouldBeMade('state', path)]
    const store = await openState(url, { log, now: clock.now })
    try {
      const lockOwner = await store.heldBy()
      return [
        lockOwner === null
          ? ok('state', { name: 'stateFree', values: { path } })
          : ok('state', { name: 'stateHeld', values: { path, pid: lockOwner.pid } }),
        ...permissionFindings(path, statSync(path).mode),
        roomFinding('state', path, roomAt(path)),
      ]
    } finally {
      await store.close()
    }
  },
})

export const webProbe = ({ web }: Config): Probe => ({
  about: 'page',
  remedy: null,
  run: async () => webFindings(web),
})

const findingsOf = ({ name, problems }: RuleTestResult): readonly Finding[] =>
  problems.length === 0
    ? [ok(name, { name: 'asExpected' })]
    : problems.map((problem) => fail(name, { text: problem }, null))

/** Runs the rule tests of a file; `read` gives its YAML, parsed. */
export const rulesProbe = (read: () => unknown, configured: readonly Rule[]): Probe => ({
  about: 'rule tests',
  remedy: { name: 'ruleTests' },
  run: async () => runRuleTests(read(), configured).flatMap(findingsOf),
})
