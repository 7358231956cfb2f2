import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-process-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs `lookout` as a process of its own, in an empty folder, with no more environment than it is given. */
const lookout = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, out, err }
}

describe('the command line as a process', () => {
  test('tells its commands on standard output', async () => {
    const { code, out, err } = await lookout(['--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const name of ['run', 'analyze', 'check', 'keys', 'status', 'digest', 'fingerprint'])
      expect(out).toContain(`  ${name} `)
  })

  test('tells its version', async () => {
    expect((await lookout(['--version'])).out).toMatch(/^lookout \d+\.\d+\.\d+\n$/)
  })

  test('ends with 2 for an unknown option, and says which was meant', async () => {
    const { code, out, err } = await lookout(['keys', '--dasy', '3'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      "lookout: unknown option '--dasy' (Did you mean --days?) (lookout keys --help)\n",
    )
  })

  test('without DATABASE_URL ends with 2 and names the demo', async () => {
    const { code, out, err } = await lookout(['keys'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('DATABASE_URL')
    expect(err).toContain('npm run demo')
  })

  test('tells everything wrong with the configuration at once, and no secret of it', async () => {
    const config = join(folder, 'lookout.yaml')
    await writeFile(config, 'instnce: prod\npoll: {schedule: often}\n')
    const { code, err } = await lookout(['check', '--config-only'], {
      LOOKOUT_CONFIG: config,
      DATABASE_URL: 'mysql://u:hush@db/x',
    })
    expect(code).toBe(2)
    expect(err.trimEnd().split('\n')).toEqual([
      'lookout: the configuration cannot be used:',
      expect.stringContaining(`instnce: unknown key, did you mean instance? (${config}:1)`),
      expect.stringContaining('source.url: expected a URL'),
      expect.stringContaining(`got "often" (${config}:2)`),
    ])
    expect(err).not.toContain('hush')
  })

  test('status without a state says that no daemon has run, and makes none', async () => {
    const { code, err } = await lookout(['status'])
    expect(code).toBe(1)
    expect(err).toContain('no daemon has run')
  })

  test('fingerprint is a filter, and needs no configuration', async () => {
    const script = `echo '{"message":"no key sk-1"}' | ${JSON.stringify(process.execPath)} ${JSON.stringify(main)} fingerprint`
    const child = spawn('/bin/sh', ['-c', script], { env: {} })
    const [out] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(JSON.parse(out)).toMatchObject({ fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) })
  })

  test.each([
    ['--version', ['@commander-js/extra-typings', 'commander']],
    ['fingerprint', ['@commander-js/extra-typings', 'commander', 're2js', 'zod']],
  ])(
    '%s loads no database driver, nor anything else that it does not need',
    async (arg, packages) => {
      const hook = `import { registerHooks } from 'node:module'
      const seen = new Set()
      registerHooks({ load: (url, context, next) => {
        seen.add(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1])
        return next(url, context)
      } })
      process.on('exit', () => process.stderr.write(JSON.stringify([...seen].filter(Boolean).sort())))`
      const preload = `data:text/javascript,${encodeURIComponent(hook)}`
      const flags = ['--disable-warning=ExperimentalWarning', '--import', preload]
      const child = spawn(process.execPath, [...flags, main, arg], {
        env: {},
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      expect(JSON.parse(await text(child.stderr))).toEqual(packages)
    },
  )

  test('ends quietly when nobody reads on', async () => {
    const child = spawn(
      '/bin/sh',
      [
        '-c',
        `exec 3>&1; { ${JSON.stringify(process.execPath)} ${JSON.stringify(main)} --help; echo "code $?" >&3; } | true`,
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(out).toBe('code 0\n')
    expect(err).toBe('')
  })
})
