import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { schema } from '../../src/config/config-schema.ts'
import { optionsOf } from '../../src/config/option.ts'

const root = join(import.meta.dirname, '..', '..')
const options = optionsOf(schema).map(([path]) => path)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-options-'))
  cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true })
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const nameOf = (kind: 'Section' | 'Option', path: string) => `${kind}_${path.replaceAll('.', '_')}_`

/** Interfaces for the configuration in which each option is either left out or of a type that nothing can use. */
const typesOf = (paths: readonly string[], spoilt: 'left out' | ReadonlySet<string>): string => {
  const sections = new Map([['', new Set<string>()]])
  for (const path of paths) {
    const parts = path.split('.')
    for (const [depth, name] of parts.entries()) {
      const section = parts.slice(0, depth).join('.')
      const members = sections.get(section) ?? new Set()
      sections.set(section, members)
      if (depth < parts.length - 1)
        members.add(`readonly ${name}: ${nameOf('Section', parts.slice(0, depth + 1).join('.'))}`)
      else if (spoilt !== 'left out')
        members.add(
          `readonly ${name}: ${spoilt.has(path) ? nameOf('Option', path) : `ValuesOf<typeof schema.${path}>`}`,
        )
    }
  }
  const interfaces = [...sections].map(
    ([path, members]) =>
      `export interface ${nameOf('Section', path)} {\n${[...members].join('\n')}\n}`,
  )
  const spoiltTypes = (spoilt === 'left out' ? [] : [...spoilt]).map(
    (path) => `export interface ${nameOf('Option', path)} { readonly __useless: unique symbol }`,
  )
  return [...interfaces, ...spoiltTypes, `export type Config = ${nameOf('Section', '')}`].join('\n')
}

/** What the compiler says about everything but the configuration's own folder. */
const complaints = (types: string): string => {
  const file = join('src', 'config', 'config-schema.ts')
  const text = readFileSync(join(root, file), 'utf8')
  const declared = 'export type Config = ValuesOf<typeof schema>'
  expect(text).toContain(declared)
  writeFileSync(join(folder, file), text.replace(declared, types))
  const tsc = join(root, 'node_modules', '.bin', 'tsc')
  const given = ['--noUnusedLocals', 'false', '--noErrorTruncation', '--pretty', 'false']
  writeFileSync(
    join(folder, 'tsconfig.only-src.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['src'] }),
  )
  const { stdout } = spawnSync(tsc, ['-p', 'tsconfig.only-src.json', ...given], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
    .split(/^(?=src\/)/m)
    .filter((complaint) => !complaint.startsWith('src/config/'))
    .join('')
}

/**
 * The options that no code outside src/config/ would miss. First all are left out: whoever reads one is told that its
 * section has no such property. What is then not told (an option that is handed on by `...section`, or by a type such
 * as `Pick<Config, 'rules'>`) gets a type that fits nothing, until no more readers come to light.
 */
const unreadAmong = (paths: readonly string[]): readonly string[] => {
  const unread = new Set(paths)
  const missed = complaints(typesOf(paths, 'left out'))
  const read = (section = '', names = '') => {
    for (const name of names.split(', '))
      unread.delete([section.replaceAll('_', '.'), name].filter(Boolean).join('.'))
  }
  for (const [, name, section] of missed.matchAll(
    /Property '(\w+)' does not exist on type '[^']*?Section_(\w*?)_[^\w]/g,
  ))
    read(section, name)
  for (const [, section, names] of missed.matchAll(
    /Type 'Section_(\w*)_' is missing the following properties from type '.*?': ([\w, ]+)/g,
  ))
    read(section, names)
  for (let more = true; more && unread.size > 0; ) {
    const notified = complaints(typesOf(paths, unread))
    const found = [...unread].filter((path) => notified.includes(nameOf('Option', path)))
    for (const path of found) unread.delete(path)
    more = found.length > 0
  }
  return [...unread]
}

it('every option of the configuration has a reader', { timeout: 300_000 }, () => {
  expect(unreadAmong([...options, 'noData.planted'])).toEqual(['noData.planted'])
})
