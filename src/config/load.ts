import convict from 'convict'
import { type Config, schema } from './config-schema.ts'
import { cautions, contradictions } from './contradictions.ts'
import {
  type Environment,
  type ReadFile,
  resolveEnvironment,
  whyUnreadable,
} from './environment.ts'
import { type OperatorFile, readOperatorFile } from './operator-file.ts'
import { isOption, type Option, OptionError, optionsOf, type Section } from './option.ts'

export interface LoadOptions {
  /** The operator's YAML (`--config`); default: the one that LOOKOUT_CONFIG names. */
  readonly file?: string
  readonly env: Environment
  readonly readFile: ReadFile
  /** False for commands that never query LiteLLM's database. */
  readonly sourceNeeded?: boolean
}

export type Loaded =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] }

// Every option has its own reader. The identity coercion turns off convict's lenient ones, which read any text but
// "false" as true, and "10 apples" as 10.
convict.addFormat({
  name: 'option',
  validate: (value: unknown, { read }) => read(value),
  coerce: (value: unknown) => value,
})

const options = optionsOf(schema)

const noFile: OperatorFile = {
  tree: {},
  origins: new Map(),
  problems: [],
  warnings: [],
  readable: true,
}

const openOperatorFile = (
  path: string | undefined,
  via: string,
  readFile: ReadFile,
): OperatorFile => {
  if (path === undefined) return noFile
  let content: string
  try {
    content = readFile(path)
  } catch (error) {
    const says = `${via}: cannot read ${path}: ${whyUnreadable(error)}`
    return { ...noFile, problems: [says], readable: false }
  }
  return readOperatorFile(content, path, schema)
}

const shown = (option: Option<unknown>, raw: unknown): string => {
  if (option.sensitive) return ', its value is not shown'
  const text = JSON.stringify(raw) ?? 'nothing'
  return `, got ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`
}

/** LOOKOUT_ variables that nothing reads are probably misspelled. */
const strangers = (env: Environment): string[] => {
  const named = options.flatMap(([, { env: name }]) => (name ? [name, `${name}_FILE`] : []))
  const read = ['LOOKOUT_CONFIG', ...named.filter((name) => name.startsWith('LOOKOUT_'))]
  return Object.keys(env)
    .filter((name) => name.startsWith('LOOKOUT_') && !read.includes(name))
    .map((name) => `${name}: nothing reads this variable; known: ${read.join(', ')}`)
}

const build = (section: Section, values: ReadonlyMap<string, unknown>, prefix = ''): object =>
  Object.fromEntries(
    Object.entries(section).map(([name, node]) => {
      const path = `${prefix}${name}`
      return [name, isOption(node) ? values.get(path) : build(node, values, `${path}.`)]
    }),
  )

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}

/**
 * Merges defaults, the operator's YAML and the environment, later ones first, into one frozen object; or lists
 * everything that is wrong, one line each. Reads files only through `readFile`.
 */
export const loadConfig = ({ file, env, readFile, sourceNeeded = true }: LoadOptions): Loaded => {
  const fromEnv = env['LOOKOUT_CONFIG'] || undefined
  const operator = openOperatorFile(
    file ?? fromEnv,
    file === undefined ? 'LOOKOUT_CONFIG' : '--config',
    readFile,
  )
  const variables = new Map(
    options.flatMap(([path, { env: name }]) => (name ? [[name, path]] : [])),
  )
  const environment = resolveEnvironment([...variables.keys()], env, readFile)
  const settings = convict<Record<string, unknown>>(schema, { env: environment.values, args: [] })
  settings.load(operator.tree)

  const origin = (path: string, at = '', otherwise = 'default'): string => {
    const name = options.find(([known]) => known === path)?.[1].env
    const fromVariable = name === undefined ? undefined : environment.origins.get(name)
    if (fromVariable !== undefined) return fromVariable
    // What is missing inside a list has no line of its own, so the enclosing element's line is used.
    for (let place = `${path}${at}`; place !== ''; place = place.replace(/[.[]?[^.[]*$/, '')) {
      const line = operator.origins.get(place)
      if (line !== undefined) return line
    }
    return otherwise
  }

  const problems = [...operator.problems, ...environment.problems]
  const failed = new Set([...environment.failed].map((name) => variables.get(name) ?? ''))
  const values = new Map<string, unknown>()
  // convict's own validate() joins all problems into one text and shows secret values, so each option validates itself.
  for (const [path, option] of options) {
    const raw: unknown = settings.get(path)
    try {
      values.set(path, option.read(raw))
    } catch (error) {
      if (!(error instanceof OptionError)) throw error
      failed.add(path)
      values.set(path, option.read(option.default))
      for (const { at, expected } of error.misfits) {
        const got = at === '' ? shown(option, raw) : ''
        problems.push(`${path}${at}: ${expected}${got} (${origin(path, at)})`)
      }
    }
  }

  // The only cast: `build` walks the same schema that the type Config is derived from.
  const config = deepFreeze(build(schema, values) as Config)
  for (const { path, about, says } of operator.readable
    ? contradictions(config, sourceNeeded)
    : []) {
    // If one of the values is invalid, the contradiction may be gone once that is fixed.
    if (about.some((part) => failed.has(part))) continue
    problems.push(
      `${path}: ${says} (${origin(path, '', values.get(path) === '' ? 'not set' : 'default')})`,
    )
  }
  return problems.length > 0
    ? { ok: false, problems }
    : {
        ok: true,
        config,
        warnings: [
          ...operator.warnings,
          ...environment.warnings,
          ...cautions(config),
          ...strangers(env),
        ],
      }
}
