import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** A run of one test file and one benchmark that use the reference data, where there is none. */
const without = (variables: Readonly<Record<string, string>>) => {
  const env = {
    PATH: process.env['PATH'],
    CI: 'true',
    LOOKOUT_REFERENCE_DIR: 'absent',
    ...variables,
  }
  const run = (command: string, ...args: readonly string[]) => {
    const done = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' })
    return { status: done.status, said: done.stdout + done.stderr }
  }
  return {
    test: () => run(process.execPath, 'node_modules/vitest/vitest.mjs', 'run', 'corpora.test'),
    bench: () => run(process.execPath, 'bench/main.ts', 'grouping'),
  }
}

describe('where the reference data is absent', () => {
  it.each(['test', 'bench'] as const)(
    'a %s that uses it is skipped, and says so, in CI too',
    (kind) => {
      const { status, said } = without({})[kind]()
      expect(said).toContain('skipped: no reference data at absent/corpora')
      expect(status, said).toBe(0)
    },
  )

  it.each(['test', 'bench'] as const)(
    'a %s fails under LOOKOUT_REFERENCE_DATA=required, and says why',
    (kind) => {
      const { status, said } = without({ LOOKOUT_REFERENCE_DATA: 'required' })[kind]()
      expect(said).toContain(
        'no reference data at absent/corpora, and LOOKOUT_REFERENCE_DATA=required',
      )
      expect(status, said).toBe(1)
    },
  )
})
