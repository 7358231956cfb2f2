import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Planted {
  /** Where the file would stand, and what stands in it. */
  readonly folder: string
  readonly source: string
  /** Part of what the linter must say; null: nothing. */
  readonly caught: string | null
  readonly about: string
}

const imports = (folder: string, module: string, caught: boolean): Planted => ({
  folder,
  source: `import { thing } from '${module}'\n\nexport const other = thing\n`,
  caught: caught ? 'noRestrictedImports' : null,
  about: `${folder} ${caught ? 'may not' : 'may'} import ${module}`,
})

const uses = (folder: string, expression: string, caught: string | null): Planted => ({
  folder,
  source: `export const value = ${expression}\n`,
  caught,
  about: `${folder} ${caught ? 'may not' : 'may'} use ${expression}`,
})

const dice = 'no clock and no dice'
const planted: readonly Planted[] = [
  imports('src/grouping', '../source/source.ts', true),
  imports('src/grouping', 'pg', true),
  imports('src/grouping', 'node:fs', true),
  imports('src/alerting/spike', '../../state/store.ts', true),
  imports('src/jobs', '../state/store.ts', true),
  imports('src/jobs', 'undici', true),
  imports('src/commands', '../source/source.ts', true),
  imports('src/source', '../state/store.ts', true),
  imports('src/state', 'pg', true),
  imports('src/delivery', '../jobs/deliver.ts', true),
  imports('src/pictures', '../state/store.ts', true),
  imports('src/pictures', '../delivery/heartbeat.ts', true),
  imports('src/pictures', '../render/charts/mail-charts.ts', false),
  imports('src/events', '../main.ts', true),
  imports('src/daemon', '../demo/demo.ts', true),
  imports('src/grouping', '../events/event.ts', false),
  imports('src/alerting/spike', '../../events/event.ts', false),
  imports('src/alerting/spike', '../labels.ts', false),
  imports('src/locales', '../daemon/home.ts', true),
  imports('src/locales/en', 'node:fs', true),
  imports('src/render/charts', '../../locales/locale.ts', false),
  imports('src/config', '../locales/locales.ts', false),
  imports('src/jobs', '../summary/facts.ts', false),
  imports('src/source', '../jobs/poll-ports.ts', false),
  imports('src/daemon', '../state/store.ts', false),
  uses('src/summary', 'Date.now()', dice),
  uses('src/render', 'new Date()', dice),
  uses('src/locales/en', 'Date.now()', dice),
  uses('src/alerting', 'performance.now()', dice),
  uses('src/jobs', 'DateTime.now()', dice),
  uses('src/grouping', 'Math.random()', dice),
  uses('src/notifying', 'randomUUID()', dice),
  uses('src/jobs', 'setTimeout(wake, 5)', dice),
  uses('src/render', 'new Date(5)', null),
  uses('src/state', 'process.pid', 'Only main.ts and daemon/'),
  uses('src/commands', 'process.argv', 'Only main.ts and daemon/'),
  uses('src/daemon', 'process.pid', null),
]

describe('the room boundaries, kept by the linter', () => {
  let folder = ''
  let said = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lookout-boundaries-'))
    cpSync(join(root, 'lint'), join(folder, 'lint'), { recursive: true })
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
    const write = (path: string, source: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), source)
    }
    for (const [n, { folder: room, source }] of planted.entries())
      write(`${room}/planted-${n}.ts`, source)
    write('src/events/ring-a.ts', "import { b } from './ring-b.ts'\n\nexport const a = () => b\n")
    write('src/events/ring-b.ts', "import { a } from './ring-a.ts'\n\nexport const b = () => a\n")
    const biome = join(root, 'node_modules', '.bin', 'biome')
    const done = spawnSync(biome, ['lint', '--max-diagnostics=none', '--colors=off', '.'], {
      cwd: folder,
      encoding: 'utf8',
    })
    said = done.stdout + done.stderr
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** The headings and messages about one file. */
  const about = (file: string): string =>
    said
      .split(/^(?=src\/)/m)
      .filter((part) => part.startsWith(file))
      .join('')

  it.each(planted.map((plant, n) => ({ ...plant, n })))('$about', ({ folder: room, caught, n }) => {
    const found = about(`${room}/planted-${n}.ts`)
    if (caught === null) expect(found).not.toMatch(/noRestrictedImports|plugin/)
    else expect(found).toContain(caught)
  })

  it('catches a circle of imports', () => {
    expect(about('src/events/ring-a.ts')).toContain('noImportCycles')
  })
})
