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
export const configurationProbe = (config: Config, warnings: readonly string[]): Probe => ({
  about: 'configuration',
  remedy: '',
  run: async () => [
    ok('configuration', `instance ${config.instance}, time zone ${config.timezone}`),
    ...warnings.map((warning) => warn('configuration', warning, '')),
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
  return ok(about, `${path} is not there yet and can be made`)
}

export const outputProbe = (dir: string): Probe => ({
  about: 'output',
  remedy: `make ${dir} writable for Lookout's user (the container's has the number 1000: chown 1000:1000), or set OUTPUT_DIR`,
  run: async () => {
    const folder = resolve(dir)
    if (!existsSync(folder)) return [wouldBeMade('output', folder)]
    if (!statSync(folder).isDirectory()) {
      return [fail('output', `${folder} is not a folder`, 'set OUTPUT_DIR to a folder')]
    }
    // Permissions say little about mounts and quotas: a file says all.
    const trial = mkdtempSync(join(folder, '.lookout-check-'))
    try {
      writeFileSync(join(trial, 'trial'), 'x')
    } finally {
      rmSync(trial, { recursive: true, force: true })
    }
    return [ok('output', `${folder} is writable`), roomFinding('output', folder, roomAt(folder))]
  },
})

export const stateProbe = (url: string, log: Logger, clock: Clock): Probe => ({
  about: 'state',
  remedy: "make the state's folder writable for Lookout's user, or set STATE_URL",
  run: async () => {
    const path = stateFile(url)
    if (!existsSync(path)) return [wouldBeMade('state', path)]
    const store = await openState(url, { log, now: clock.now })
    try {
      const lockOwner = await store.heldBy()
      const daemon =
        lockOwner === null ? 'no daemon runs on it' : `process ${lockOwner.pid} runs on it`
      return [
        ok('state', `${path} opens; ${daemon}`),
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
  remedy: '',
  run: async () => webFindings(web),
})

const findingsOf = ({ name, problems }: RuleTestResult): readonly Finding[] =>
  problems.length === 0
    ? [ok(name, 'as expected')]
    : problems.map((problem) => fail(name, problem, ''))

/** Runs the rule tests of a file; `read` gives its YAML, parsed. */
export const rulesProbe = (read: () => unknown, configured: readonly Rule[]): Probe => ({
  about: 'rule tests',
  remedy: 'see docs/alerting.md for how rule tests are written',
  run: async () => runRuleTests(read(), configured).flatMap(findingsOf),
})
