import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const files = (...patterns: readonly string[]): readonly string[] =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((path) => statSync(join(root, path)).isFile())
const pages = files('*.md', 'docs/**/*.md', '.github/**/*.md')

/** GitHub's name for a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const anchors = (page: string): readonly string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading))

const manifest = z
  .object({ engines: z.object({ node: z.string() }), repository: z.string() })
  .parse(JSON.parse(read('package.json')))

describe('the pages', () => {
  it.each(pages)('%s links to files and headings that are there', (page) => {
    const links = [...read(page).matchAll(/\]\((?![a-z]+:)([^)#]*)(?:#([^)]+))?\)/g)]
    const broken = links.filter(([, target = '', heading]) => {
      const path = target === '' ? page : join(dirname(page), target)
      if (!existsSync(join(root, path))) return true
      return heading !== undefined && !anchors(read(path)).includes(heading)
    })
    expect(broken.map(([link]) => link)).toEqual([])
  })

  it.each(pages)('%s names files, folders and tests that are there', (page) => {
    const text = read(page)
    const named = [...text.matchAll(/`((?:src|test|lint|scripts|deploy|bench|config)\/[^`\s]+)`/g)]
    const run = [...text.matchAll(/npx vitest run ((?:test\/[\w./-]+ ?)+)/g)]
    const paths = [
      // Of a path with NAME in it, the folder that the new file goes into.
      ...named.map(([, path = '']) => path.replace(/[^/]*NAME.*/, '')),
      ...run.flatMap(([, tests = '']) => tests.trim().split(' ')),
    ]
    // vitest takes the beginning of a path for all that it begins.
    const isThere = (path: string): boolean => files(path, `${path}*`, `${path}/**`).length > 0
    expect(paths.filter((path) => !isThere(path))).toEqual([])
  })

  it('the index of the decisions has all of them', () => {
    const records = files('docs/adr/0*.md').map((path) => path.replace('docs/adr/', ''))
    expect(records.filter((record) => !read('docs/adr/README.md').includes(`(${record})`))).toEqual(
      [],
    )
  })
})

describe('the repository', () => {
  it('has the placeholder for its owner in one place', () => {
    const owner = manifest.repository.replace(/^github:(.+)\/litellm-lookout$/, '$1')
    const here = files(
      '*',
      '.github/**',
      'docs/**/*.md',
      'src/**/*.ts',
      'test/**/*.ts',
      'scripts/**',
      'deploy/**',
      'config/**',
    )
    const holding = here.filter((path) => read(path).includes(`${owner}/`))
    expect(holding).toEqual(['package.json'])
  })

  it('names one Node for all who run it', () => {
    const major = read('.nvmrc').trim()
    expect(manifest.engines.node).toBe(`>=${major}`)
    const images = [
      ...`${read('Dockerfile')}${read('.github/workflows/ci.yml')}`.matchAll(/node:(\d+)/g),
    ]
    expect(images.length).toBeGreaterThan(1)
    expect(images.filter(([, version]) => version !== major)).toEqual([])
  })

  it('runs on a public forge what .ci/run runs', () => {
    const commands = [
      ...read('.ci/run').matchAll(/npm run (?:--silent )?([\w-]+(?: -- [\w-]+(?: [\w-]+)*)?)/g),
    ]
    const workflow = read('.github/workflows/ci.yml')
    const wanted = commands.map(([, command = '']) => command.replace(/ --plant.*| --skip.*/, ''))
    expect(wanted).toContain('chaos -- --kills 15 --seed 1')
    // The real proxy needs an engine that is no part of the repository.
    const isPublic = (command: string) => !command.startsWith('real-litellm')
    const missing = wanted.filter((command) => !workflow.includes(`npm run ${command}`))
    expect(missing.filter(isPublic)).toEqual([])
    expect(workflow).toContain('vitest run test/container')
  })

  it.each(files('.github/**/*.yml'))('%s is YAML that a forge can take', (path) => {
    expect(parse(read(path), { strict: true })).toBeTypeOf('object')
  })
})
