import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits, rooms } from '../lint/boundaries/rooms.ts'
import { violations } from '../lint/boundaries/violations.ts'

const root = join(import.meta.dirname, '..')

const checked = (files: Readonly<Record<string, string>>): readonly string[] =>
  violations(new Map(Object.entries(files)), { rooms, limits })

/** What is said of one file that imports one module. */
const imports = (path: string, statement: string): readonly string[] =>
  checked({ [path]: `${statement}\n` })

const forbidden: readonly (readonly [path: string, statement: string])[] = [
  ['src/domain/planted.ts', "import { rule } from '../rules/rule.ts'"],
  ['src/domain/planted.ts', "import { z } from 'zod'"],
  [
    'src/classify/grouping/planted.ts',
    "import { createSource } from '../../source/create-source.ts'",
  ],
  ['src/classify/grouping/planted.ts', "import pg from 'pg'"],
  ['src/classify/grouping/planted.ts', "import { readFileSync } from 'node:fs'"],
  ['src/rules/spike/planted.ts', "import type { Store } from '../../state/store.ts'"],
  ['src/rules/planted.ts', "export { route } from '../routing/route.ts'"],
  ['src/rules/planted.ts', "export type { Route } from '../routing/route.ts'"],
  ['src/rules/planted.ts', "export * from '../routing/route.ts'"],
  ['src/pipeline/ingest/planted.ts', "import { openStore } from '../../state/store.ts'"],
  ['src/pipeline/ingest/planted.ts', "import { fetch } from 'undici'"],
  ['src/pipeline/planted.ts', "export const load = () => import('../state/store.ts')"],
  ['src/pipeline/planted.ts', "export type Store = import('../state/store.ts').Store"],
  ['src/explain/planted.ts', "import { createModel } from './model/model.ts'"],
  ['src/source/planted.ts', "import type { Store } from '../state/store.ts'"],
  ['src/source/planted.ts', "import { createPoll } from '../pipeline/ingest/poll.ts'"],
  ['src/state/planted.ts', "import pg from 'pg'"],
  [
    'src/channels/slack/planted.ts',
    "import { createDeliver } from '../../pipeline/deliver/deliver.ts'",
  ],
  ['src/chart-worker/planted.ts', "import { openStore } from '../state/store.ts'"],
  ['src/i18n/en/planted.ts', "import { readFileSync } from 'node:fs'"],
  ['src/i18n/planted.ts', "import { home } from '../app/version.ts'"],
  ['src/web/planted.ts', "import { openStore } from '../state/store.ts'"],
  ['src/app/planted.ts', "import { runDemo } from '../demo/demo.ts'"],
  ['src/app/planted.ts', "import type { CommandIo } from '../cli/io.ts'"],
  ['src/classify/planted.ts', "import '../main.ts'"],
]

const allowed: readonly (readonly [path: string, statement: string])[] = [
  ['src/classify/grouping/planted.ts', "import type { ErrorEvent } from '../../domain/event.ts'"],
  ['src/rules/spike/planted.ts', "import { selects } from '../labels.ts'"],
  ['src/routing/planted.ts', "import { common } from '../rules/rule-options.ts'"],
  [
    'src/source/planted.ts',
    "import type { FailureSource } from '../pipeline/ingest/poll-ports.ts'",
  ],
  ['src/explain/model/planted.ts', "import { fetch } from 'undici'"],
  ['src/web/planted.ts', "import { html } from 'hono/html'"],
  ['src/app/planted.ts', "import { openStore } from '../state/store.ts'"],
  ['src/main.ts', "import { runCommandLine } from './cli/run-command.ts'"],
]

describe('the boundaries of the rooms', () => {
  it.each(forbidden)('keep %s from %s', (path, statement) => {
    const found = imports(path, statement)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(`${path}: `)
    expect(found[0]).toContain('may not import')
  })

  it.each(allowed)('let %s have %s', (path, statement) => {
    expect(imports(path, statement)).toEqual([])
  })

  it('know no folder that nobody entered in the list', () => {
    expect(checked({ 'src/misc/planted.ts': '' })).toEqual([
      'src/misc/planted.ts: this folder is no room of lint/boundaries/rooms.ts',
    ])
  })

  it('catch a circle of imports, also one of types alone', () => {
    const circle = checked({
      'src/rules/a.ts': "import type { B } from './b.ts'\nexport type A = B\n",
      'src/rules/b.ts': "import type { C } from './c.ts'\nexport type B = C\n",
      'src/rules/c.ts': "import type { A } from './a.ts'\nexport type C = A | null\n",
      'src/rules/d.ts': "import type { A } from './a.ts'\nexport type D = A\n",
    })
    expect(circle).toEqual([
      'src/rules/a.ts → src/rules/b.ts → src/rules/c.ts: a circle of imports',
    ])
  })

  it('catch a crowded folder, a long file, and two files with one name', () => {
    const crowd = Array.from({ length: 26 }, (_, n) => [`src/web/file-${n}.ts`, ''])
    expect(checked(Object.fromEntries(crowd))).toEqual([
      'src/web: 26 files side by side, at most 25',
    ])
    expect(checked({ 'src/web/long.ts': '\n'.repeat(301) })).toEqual([
      'src/web/long.ts: 301 lines, at most 300',
    ])
    expect(checked({ 'src/web/one.ts': '', 'src/rules/one.ts': '' })).toEqual([
      'src/web/one.ts and src/rules/one.ts: two files with the name one.ts',
    ])
    expect(checked({ 'src/i18n/en/page.ts': '', 'src/i18n/de/page.ts': '' })).toEqual([])
  })
})

interface Planted {
  readonly room: string
  readonly expression: string
  /** Part of what the linter must say; null: nothing. */
  readonly caught: string | null
}

const clock = 'Only main.ts and app/ read the time'
const random = 'No random source and no timer'
const ofProcess = 'Only main.ts and app/'
const planted: readonly Planted[] = [
  { room: 'explain', expression: 'Date.now()', caught: clock },
  { room: 'render', expression: 'new Date()', caught: clock },
  { room: 'i18n/en', expression: 'Date.now()', caught: clock },
  { room: 'rules', expression: 'performance.now()', caught: clock },
  { room: 'pipeline', expression: 'DateTime.now()', caught: clock },
  { room: 'classify/grouping', expression: 'Math.random()', caught: random },
  { room: 'routing', expression: 'randomUUID()', caught: random },
  { room: 'pipeline', expression: 'setTimeout(wake, 5)', caught: random },
  { room: 'render', expression: 'new Date(5)', caught: null },
  { room: 'source', expression: 'Date.now', caught: clock },
  { room: 'state', expression: '(now = Date.now) => now()', caught: clock },
  { room: 'explain/model', expression: '{ now: () => Date.now() }', caught: clock },
  { room: 'cli', expression: 'performance.now', caught: clock },
  { room: 'web', expression: 'Date.UTC(2026, 0)', caught: null },
  { room: 'app', expression: 'Date.now', caught: null },
  { room: 'state', expression: 'process.pid', caught: ofProcess },
  { room: 'cli', expression: 'process.argv', caught: ofProcess },
  { room: 'app', expression: 'process.pid', caught: null },
]

describe('the linter', () => {
  let folder = ''
  let output = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lookout-lint-'))
    cpSync(join(root, 'lint'), join(folder, 'lint'), { recursive: true })
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
    for (const [n, { room, expression }] of planted.entries()) {
      const path = join(folder, 'src', room, `planted-${n}.ts`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `export const value = ${expression}\n`)
    }
    const biome = join(root, 'node_modules', '.bin', 'biome')
    const done = spawnSync(biome, ['lint', '--max-diagnostics=none', '--colors=off', 'src'], {
      cwd: folder,
      encoding: 'utf8',
    })
    output = done.stdout + done.stderr
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(planted.map((plant, n) => ({ ...plant, n })))(
    'in $room, of $expression: $caught',
    ({ room, caught, n }) => {
      const found = output
        .split(/^(?=src\/)/m)
        .filter((part) => part.startsWith(`src/${room}/planted-${n}.ts`))
        .join('')
      if (caught === null) expect(found).not.toContain('plugin')
      else expect(found).toContain(caught)
    },
  )
})
