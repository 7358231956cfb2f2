import { describe, expect, test } from 'vitest'
import type { CommandSpec, Invocation } from '../../src/cli/command.ts'
import { ConfigurationError } from '../../src/cli/configuration-error.ts'
import type { ExitCode } from '../../src/cli/io.ts'
import { flagOf, textOf, wholeOf } from '../../src/cli/parse.ts'
import { runCommandLine } from '../../src/cli/run-command.ts'
import { captureIo } from './support.ts'

const run = async (
  args: readonly string[],
  work?: (invocation: Invocation) => Promise<ExitCode>,
) => {
  const loaded: string[] = []
  const spec = (name: string, rest: Partial<CommandSpec> = {}): CommandSpec => ({
    summary: `does ${name}`,
    options: { days: { value: 'N', doc: 'how far back' }, json: { doc: 'as JSON' } },
    load: async () => {
      loaded.push(name)
      return work ?? (async () => 0)
    },
    ...rest,
  })
  const commands = {
    keys: spec('keys'),
    fingerprint: spec('fingerprint', { positionals: '[TEXT]' }),
  }
  const io = captureIo()
  const code = await runCommandLine(args, commands, '1.2.3', io)
  return { code, loaded, out: io.out(), err: io.err() }
}

describe('help', () => {
  test('lists the commands without loading one', async () => {
    const { code, out, loaded } = await run(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('  keys         does keys\n')
    expect(loaded).toEqual([])
  })

  test('of a command lists its options', async () => {
    const { code, out, loaded } = await run(['fingerprint', '--help'])
    expect(code).toBe(0)
    expect(out).toContain('Usage: lookout fingerprint [OPTIONS] [TEXT]')
    expect(out).toContain('  --days N    how far back\n')
    expect(loaded).toEqual([])
  })

  test('is not the version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: 'lookout 1.2.3\n' })
  })
})

describe('wrong usage ends with 2 and one line on standard error', () => {
  test.each([
    [[], 'lookout: which command? (lookout --help)\n'],
    [['kyes'], 'lookout: unknown command kyes; did you mean keys? (lookout --help)\n'],
    [['toString'], 'lookout: unknown command toString (lookout --help)\n'],
    [['--json', 'keys'], 'lookout: the command goes first, not --json (lookout --help)\n'],
    [
      ['keys', '--dyas', '3'],
      'lookout: unknown option --dyas; did you mean --days? (lookout keys --help)\n',
    ],
    [['keys', '-x'], 'lookout: unknown option --x (lookout keys --help)\n'],
    [['keys', 'more'], 'lookout: what is "more" for? (lookout keys --help)\n'],
    [
      ['keys', '--days'],
      /^lookout: Option '--days <value>' argument missing \(lookout keys --help\)\n$/,
    ],
    [
      ['keys', '--json=yes'],
      /^lookout: Option '--json' does not take an argument \(lookout keys --help\)\n$/,
    ],
  ])('%j', async (args, line) => {
    const { code, out, err, loaded } = await run(args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(line)
    if (typeof line === 'string') expect(err).toBe(line)
    expect(loaded).toEqual([])
  })

  test.each(['0', '31', '-1', '1.5', 'x', ''])('--days=%s is out of its bounds', async (text) => {
    const read = async (given: Invocation): Promise<ExitCode> => {
      wholeOf(given, 'days', 7, { min: 1, max: 30 })
      return 0
    }
    const { code, err } = await run(['keys', `--days=${text}`], read)
    expect(code).toBe(2)
    expect(err).toBe(`lookout: --days: expected a whole number from 1 to 30, got "${text}"\n`)
  })
})

test('a command gets its options and words, and its answer is the exit code', async () => {
  let seen: unknown
  const { code, loaded } = await run(
    ['fingerprint', '--days', '3', '--json', 'a', 'b'],
    async (given) => {
      const days = wholeOf(given, 'days', 7, { min: 1, max: 30 })
      seen = [days, flagOf(given, 'json'), textOf(given, 'none'), given.positionals]
      return 1
    },
  )
  expect(seen).toEqual([3, true, undefined, ['a', 'b']])
  expect(code).toBe(1)
  expect(loaded).toEqual(['fingerprint'])
})

describe('a command that throws', () => {
  const throwing = (error: unknown) => run(['keys'], () => Promise.reject(error))

  test('ends with 1, its sentence and its remedy, and no stack', async () => {
    const error = Object.assign(new Error('no route to db'), { remedy: 'Plug it in.' })
    const { code, err } = await throwing(error)
    expect(code).toBe(1)
    expect(err).toBe('lookout: no route to db\nPlug it in.\n')
  })

  test('for its configuration ends with 2 and every line of it', async () => {
    const { code, err } = await throwing(new ConfigurationError(['a: wrong', 'b: wrong']))
    expect(code).toBe(2)
    expect(err).toBe('lookout: the configuration cannot be used:\n  a: wrong\n  b: wrong\n')
  })
})
