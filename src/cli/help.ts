import type { CommandSpec, OptionSpec } from './command.ts'
import { columns } from './text-columns.ts'

const indented = (rows: readonly (readonly string[])[]): string =>
  columns(rows).replaceAll(/^(?=.)/gm, '  ')

const flagOf = (name: string, { value, short }: OptionSpec): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`

/** `lookout --help` */
export const overview = (commands: Readonly<Record<string, CommandSpec>>): string =>
  `Lookout watches a LiteLLM proxy through its two log tables.

Usage: lookout COMMAND [OPTIONS]

${indented(Object.entries(commands).map(([name, { summary }]) => [name, summary]))}
lookout COMMAND --help tells a command's options; lookout --version the version.
`

/** `lookout COMMAND --help` */
export const commandHelp = (name: string, spec: CommandSpec): string => {
  const words = spec.positionals === undefined ? '' : ` ${spec.positionals}`
  const rows = Object.entries(spec.options).map(([flag, option]) => [
    flagOf(flag, option),
    option.doc,
  ])
  return `${spec.summary[0]?.toUpperCase()}${spec.summary.slice(1)}.

Usage: lookout ${name} [OPTIONS]${words}

${indented([...rows, ['-h, --help', 'this help']])}`
}
