import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { nearest } from '../config/nearest.ts'
import type { CommandSpec, Invocation } from './command.ts'
import { UsageError } from './io.ts'

/** What the command line asks for. */
export type Asked =
  | { readonly kind: 'overview' | 'version' }
  | {
      readonly kind: 'help' | 'command'
      readonly name: string
      readonly spec: CommandSpec
      readonly invocation: Invocation
    }

const suggestion = (word: string, known: Iterable<string>, prefix = ''): string => {
  const near = nearest(word, known)
  return near === undefined ? '' : `; did you mean ${prefix}${near}?`
}

// node:util's sentences for people: the name, a suggestion, and where to read on.
const usageError = (error: unknown, name: string, spec: CommandSpec): UsageError => {
  const message = error instanceof Error ? error.message : String(error)
  const unknown = /^Unknown option '-{1,2}([^']*)'/.exec(message)?.[1]
  if (unknown !== undefined) {
    const hint = suggestion(unknown, Object.keys(spec.options), '--')
    return new UsageError(`unknown option --${unknown}${hint} (lookout ${name} --help)`)
  }
  const extra = /^Unexpected argument '([^']*)'/.exec(message)?.[1]
  const says = extra === undefined ? message.split(/\.?\s*\n|\. /)[0] : `what is "${extra}" for?`
  return new UsageError(`${says} (lookout ${name} --help)`)
}

const optionsConfig = (spec: CommandSpec): ParseArgsOptionsConfig => ({
  help: { type: 'boolean', short: 'h' },
  ...Object.fromEntries(
    Object.entries(spec.options).map(([name, { value, short }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(short === undefined ? {} : { short }),
      },
    ]),
  ),
})

/** Reads the arguments behind `lookout`. Throws UsageError. */
export const parseCommandLine = (
  args: readonly string[],
  commands: Readonly<Record<string, CommandSpec>>,
): Asked => {
  const [name, ...rest] = args
  if (name === undefined) throw new UsageError('which command? (lookout --help)')
  if (['--help', '-h', 'help'].includes(name)) return { kind: 'overview' }
  if (['--version', '-v'].includes(name)) return { kind: 'version' }
  const spec = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (spec === undefined) {
    const what = name.startsWith('-') ? 'the command goes first, not' : 'unknown command'
    throw new UsageError(
      `${what} ${name}${suggestion(name, Object.keys(commands))} (lookout --help)`,
    )
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: optionsConfig(spec),
      allowPositionals: spec.positionals !== undefined,
      strict: true,
    })
    const given = Object.entries(values).flatMap(([option, value]): [string, string | boolean][] =>
      typeof value === 'string' || typeof value === 'boolean' ? [[option, value]] : [],
    )
    const kind = values['help'] === true ? 'help' : 'command'
    return { kind, name, spec, invocation: { values: new Map(given), positionals } }
  } catch (error) {
    throw usageError(error, name, spec)
  }
}

/** Whether a flag was given. */
export const flagOf = ({ values }: Invocation, name: string): boolean => values.get(name) === true

/** An option's text; undefined when it was not given. */
export const textOf = ({ values }: Invocation, name: string): string | undefined => {
  const value = values.get(name)
  return typeof value === 'string' ? value : undefined
}

/** An option's whole number. Throws UsageError for anything else, bounds included. */
export const wholeOf = (
  invocation: Invocation,
  name: string,
  otherwise: number,
  { min, max }: { readonly min: number; readonly max: number },
): number => {
  const text = textOf(invocation, name)
  if (text === undefined) return otherwise
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`--${name}: expected a whole number from ${min} to ${max}, got "${text}"`)
}
