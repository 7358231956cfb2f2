import { execFile, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../src/domain/units.ts'

const root = join(import.meta.dirname, '..')

describe('what is built', () => {
  // In a checkout's `dist/` nothing could be told from what an earlier build left.
  let folder = ''
  const built = (name: string): string => join(folder, 'dist', name)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lookout-built-'))
    for (const name of ['package.json', 'config', 'assets', 'node_modules'])
      symlinkSync(join(root, name), join(folder, name))
    execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs'), built('')])
  }, MINUTE_MS)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const lookout = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(built('main.js'), args, {
      env: {
        PATH: process.env['PATH'] ?? '',
        DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none',
      },
    })
    return stdout
  }

  test('starts as a command and finds what lies beside it', async () => {
    expect(await lookout('--version')).toMatch(/^lookout \d+\.\d+\.\d+\n$/)
    // The prompt templates are read by what checks a configuration.
    expect(await lookout('check', '--config-only')).toContain('configuration')
  })

  test('has no sign beyond Latin-1, for which V8 would keep a whole file at two bytes a sign', () => {
    const files = globSync('**/*.js', { cwd: built('') })
    expect(files.length).toBeGreaterThan(10)
    const wide = files.filter((file) => /[\u0100-\uffff]/.test(readFileSync(built(file), 'utf8')))
    expect(wide).toEqual([])
  })

  test('draws pictures with its fonts', async () => {
    const chartWorker = fork(built('chart-worker/worker.js'), [], {
      serialization: 'advanced',
      execArgv: [],
    })
    const answer = once(chartWorker, 'message')
    chartWorker.send([{ width: 40, height: 30, option: {} }])
    const [pictures]: unknown[] = await answer
    const [picture]: unknown[] = Array.isArray(pictures) ? pictures : []
    expect(picture instanceof Uint8Array ? Buffer.from(picture).toString('latin1', 1, 4) : '').toBe(
      'PNG',
    )
  })

  test('is a library too, with its types', async () => {
    const library: object = await import(pathToFileURL(built('library.js')).href)
    expect(Object.keys(library)).toEqual(
      expect.arrayContaining(['queryErrors', 'prepareForLlm', 'analyzeErrors']),
    )
    expect(existsSync(built('library.d.ts'))).toBe(true)
  })
})
