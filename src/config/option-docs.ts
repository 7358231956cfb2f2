import { stringify } from 'yaml'
import { schema } from './config-schema.ts'
import { isOption, type Option, optionsOf, type Section } from './option.ts'

const width = 100

const wrapped = (text: string, indent: string): string => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && `${indent}# ${line} ${word}`.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((part) => `${indent}# ${part}\n`).join('')
}

const yamlOption = (name: string, option: Option<unknown>, indent: string): string => {
  const variable =
    option.env === undefined ? '' : `${indent}# Environment: ${option.env}, ${option.env}_FILE\n`
  const value = stringify({ [name]: option.default }, { singleQuote: true, lineWidth: 0 })
  return wrapped(option.doc, indent) + variable + value.replaceAll(/^(?=.)/gm, indent)
}

const yamlSection = (section: Section, indent: string): string =>
  Object.entries(section)
    .map(([name, node]) =>
      isOption(node)
        ? yamlOption(name, node, indent)
        : `${indent}${name}:\n${yamlSection(node, `${indent}  `)}`,
    )
    .join(indent === '' ? '\n' : '')

const head = `# Every option of Lookout with its default. Your own file needs only what differs: hand it over with --config FILE or
# LOOKOUT_CONFIG=FILE. The environment goes before both; NAME_FILE names a file that holds the value of NAME.
# Durations are written 500ms, 15m, 1h30m, 1d; sizes 64kB, 1MiB; schedules are cron's five fields, a sixth in front for seconds.
# Made by scripts/write-config-docs.ts from src/config/config-schema.ts.

`

/** The text of config/default.yaml. */
export const defaultYaml = (): string => head + yamlSection(schema, '')

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

const defaultCell = ({ kind, default: value }: Option<unknown>): string => {
  if (kind === 'rules' && Array.isArray(value) && value.length > 0) {
    return `[${value.length}](../config/default.yaml)`
  }
  if (Array.isArray(value)) return value.length === 0 ? 'none' : `\`${value.join(', ')}\``
  return value === '' ? 'none' : `\`${String(value)}\``
}

/** The table of all options in docs/configuration.md. */
const optionTable = (): string => {
  const rows = optionsOf(schema).map(([path, option]) => {
    const variable = option.env === undefined ? '' : `\`${option.env}\``
    return `| \`${path}\` | ${variable} | ${defaultCell(option)} | ${cell(option.doc)} |\n`
  })
  return `| Option | Environment | Default | Meaning |\n| --- | --- | --- | --- |\n${rows.join('')}`
}

/** The README's table of the variables that an option can be set by. */
const environmentTable = (): string => {
  const rows = optionsOf(schema).flatMap(([path, { env, doc }]) =>
    env === undefined ? [] : [`| \`${env}\` | \`${path}\` | ${cell(doc)} |\n`],
  )
  return `| Variable | Option | Meaning |\n| --- | --- | --- |\n${rows.join('')}`
}

const TABLES = { configuration: optionTable, environment: environmentTable } as const

/**
 * A Markdown page with the tables brought up to date that it has a place for: `<!-- configuration:begin -->` to
 * `<!-- configuration:end -->` for all options, the same with `environment` for the variables alone.
 */
export const withOptionTables = (page: string): string =>
  Object.entries(TABLES).reduce((text, [name, table]) => {
    const begin = `<!-- ${name}:begin -->`
    const from = text.indexOf(begin)
    const to = text.indexOf(`<!-- ${name}:end -->`)
    if (from === -1 || to < from) return text
    return `${text.slice(0, from + begin.length)}\n${table()}${text.slice(to)}`
  }, page)
