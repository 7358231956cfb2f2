import { describe, expect, test } from 'vitest'
import { commandList } from '../../src/cli/command-list.ts'
import { configOption, type DefineCommand, examples, jsonOption } from '../../src/cli/define.ts'
import { ConfigurationError, type ExitCode } from '../../src/cli/io.ts'
import { duration, positiveNumber, wholeNumber } from '../../src/cli/option-values.ts'
import { runCommandLine } from '../../src/cli/run-command.ts'
import { captureIo } from './support.ts'

interface Flags {
  readonly days: number
  readonly for?: number
  readonly share?: number
  readonly json?: boolean
}

/** What a command's module would export. */
type Work = (words: readonly string[], flags: Flags) => Promise<ExitCode>

const run = async (args: readonly string[], work: Work = async () => 0) => {
  const loaded: string[] = []
  const defined =
    (name: string): DefineCommand =>
    (program, runs) => {
      program
        .command(name)
        .description(`does ${name}`)
        .argument('[words...]')
        .option('--days <n>', 'how far back', wholeNumber('--days', { min: 1, max: 30 }), 7)
        .option('--for <duration>', 'how long', duration('--for', '2h', '1d'))
        .option('--share <n>', 'how much', positiveNumber('--share', { max: 1 }))
        .addOption(jsonOption)
        .addHelpText('after', examples(`${name} --days 3`))
        .action(
          runs(async () => {
            loaded.push(name)
            return (_io, words: readonly string[], flags: Flags) => work(words, flags)
          }),
        )
    }
  const single: DefineCommand = (program, runs) => {
    program
      .command('single')
      .addOption(configOption)
      .action(runs(async () => async () => 0))
  }
  const io = captureIo()
  const code = await runCommandLine(args, [defined('keys'), defined('tell'), single], '1.2.3', io)
  return { code, loaded, out: io.out(), err: io.err() }
}

describe('help', () => {
  test('lists the commands without loading one', async () => {
    const { code, out, err, loaded } = await run(['--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^ {2}keys +does keys$/m)
    expect(loaded).toEqual([])
  })

  test('of a command lists its options and examples', async () => {
    const { code, out, loaded } = await run(['keys', '--help'])
    expect(code).toBe(0)
    expect(out).toContain('Usage: lookout keys [options] [words...]\n\ndoes keys\n')
    expect(out).toMatch(/^ {2}--days <n> +how far back \(default: 7\)$/m)
    expect(out).toContain('\nExamples:\n  $ lookout keys --days 3\n')
    expect(loaded).toEqual([])
  })

  test('is not the version', async () => {
    for (const option of ['--version', '-v'])
      expect(await run([option])).toMatchObject({ code: 0, out: 'lookout 1.2.3\n' })
  })

  test('without a command is wrong usage, and on standard error', async () => {
    const { code, out, err } = await run([])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Usage: lookout COMMAND [options]')
  })
})

describe('wrong usage ends with 2 and one line on standard error', () => {
  test.each([
    [['kyes'], "unknown command 'kyes' (Did you mean keys?) (lookout --help)"],
    [['toString'], "unknown command 'toString' (lookout --help)"],
    [['--json', 'keys'], "unknown option '--json' (lookout --help)"],
    [
      ['keys', '--dyas', '3'],
      "unknown option '--dyas' (Did you mean --days?) (lookout keys --help)",
    ],
    [['keys', '-x'], "unknown option '-x' (lookout keys --help)"],
    [['keys', '--days'], "option '--days <n>' argument missing (lookout keys --help)"],
    [['keys', '--json=yes'], /^lookout: unknown option '--json=yes' .*\(lookout keys --help\)\n$/],
    [
      ['single', 'more'],
      /^lookout: too many arguments for 'single'.* \(lookout single --help\)\n$/,
    ],
    [['keys', '--days', '0'], '--days must be greater than 0'],
    [['keys', '--days', '-1'], '--days must be greater than 0'],
    [['keys', '--days', '31'], '--days must be at most 30'],
    [['keys', '--days', '1.5'], '--days must be a whole number, not "1.5"'],
    [['keys', '--days='], '--days must be a whole number, not ""'],
    [['keys', '--days', 'x'], '--days must be a whole number, not "x"'],
    [['keys', '--share', '-0.5'], '--share must be greater than 0'],
    [['keys', '--share', '1.1'], '--share must be at most 1'],
    [['keys', '--share', '1e3'], '--share must be a number, not "1e3"'],
    [['keys', '--for', '0s'], '--for must be greater than 0'],
    [['keys', '--for', '25h'], '--for must be at most 1d'],
    [['keys', '--for', 'soon'], '--for must be a duration such as 2h, not "soon"'],
  ])('%j', async (args, line) => {
    const { code, out, err, loaded } = await run(args)
    if (typeof line === 'string') expect(err).toBe(`lookout: ${line}\n`)
    else expect(err).toMatch(line)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(loaded).toEqual([])
  })
})

test('a command gets its words and options, and its answer is the exit code', async () => {
  let seen: unknown
  const args = ['tell', '--days', '3', 'a', '--json', '--for', '90s', '--share=0.5', 'b']
  const { code, loaded } = await run(args, async (...given) => {
    seen = given.slice(0, 2)
    return 1
  })
  expect(seen).toEqual([['a', 'b'], { days: 3, json: true, for: 90_000, share: 0.5 }])
  expect(code).toBe(1)
  expect(loaded).toEqual(['tell'])
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

describe('the list of commands', () => {
  const noDemo = () => Promise.reject(new Error('no demo here'))
  const lookout = async (commands: readonly DefineCommand[], ...args: readonly string[]) => {
    const io = captureIo()
    return { code: await runCommandLine(args, commands, '0', io), out: io.out(), err: io.err() }
  }

  test('takes a new command as one more entry', async () => {
    const planted: DefineCommand = (program, runs) => {
      program
        .command('planted')
        .description('greet')
        .argument('<name>')
        .action(
          runs(async () => async (io, name: string) => {
            io.stdout.write(`hello ${name}\n`)
            return 0
          }),
        )
    }
    const commands = [...commandList(noDemo), planted]
    expect(await lookout(commands, 'planted', 'you')).toEqual({
      code: 0,
      out: 'hello you\n',
      err: '',
    })
    expect((await lookout(commands, '--help')).out).toMatch(/^ {2}planted +greet$/m)
    expect((await lookout(commands, 'plantde', 'you')).err).toContain('Did you mean planted?')
  })

  test('has help with an example for each command, which runs no command', async () => {
    const { out } = await lookout(commandList(noDemo), '--help')
    const names = [...out.matchAll(/^ {2}([a-z]+) .*\S$/gm)].map(([, name]) => name ?? '')
    expect(names.length).toBeGreaterThanOrEqual(12)
    for (const name of names) {
      const help = await lookout(commandList(noDemo), name, '--help')
      expect(help).toMatchObject({ code: 0, err: '' })
      expect(help.out).toContain(`Examples:\n  $ lookout ${name}`)
    }
  })
})
