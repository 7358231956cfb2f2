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
    return `[${value.length}](config/default.yaml)`
  }
  if (Array.isArray(value)) return value.length === 0 ? 'none' : `\`${value.join(', ')}\``
  return value === '' ? 'none' : `\`${String(value)}\``
}

/** The README's table of all options, in Markdown. */
export const readmeTable = (): string => {
  const rows = optionsOf(schema).map(([path, option]) => {
    const variable = option.env === undefined ? '' : `\`${option.env}\``
    return `| \`${path}\` | ${variable} | ${defaultCell(option)} | ${cell(option.doc)} |\n`
  })
  return `| Option | Environment | Default | Meaning |\n| --- | --- | --- | --- |\n${rows.join('')}`
}

const begin = '<!-- configuration:begin -->'
const end = '<!-- configuration:end -->'

/** The README with its table brought up to date; as it was where it has no markers for one. */
export const withReadmeTable = (readme: string): string => {
  const from = readme.indexOf(begin)
  const to = readme.indexOf(end)
  if (from === -1 || to < from) return readme
  return `${readme.slice(0, from + begin.length)}\n${readmeTable()}${readme.slice(to)}`
}
