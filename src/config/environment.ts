/** Reads a text file; throws if it cannot. */
export type ReadFile = (path: string) => string

export type Environment = Readonly<Record<string, string | undefined>>

export interface ResolvedEnvironment {
  readonly values: Readonly<Record<string, string>>
  /** For each value its origin, for messages. */
  readonly origins: ReadonlyMap<string, string>
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
  /** Variables that could not be read. Their options are not reported as missing too. */
  readonly failed: ReadonlySet<string>
}

/** Why a file could not be read. */
export const whyUnreadable = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EACCES') return 'permission denied'
  if (code === 'EISDIR') return 'it is a folder'
  return error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error)
}

// Compose passes `${NAME:-}` on as an empty string, which means "not set".
const setText = (env: Environment, name: string): string | undefined => env[name] || undefined

/** The values of the known variables, each from NAME itself or from the file that NAME_FILE names. */
export const resolveEnvironment = (
  known: readonly string[],
  env: Environment,
  readFile: ReadFile,
): ResolvedEnvironment => {
  const values: Record<string, string> = {}
  const origins = new Map<string, string>()
  const problems: string[] = []
  const warnings: string[] = []
  const failed = new Set<string>()
  const fail = (name: string, problem: string): void => {
    failed.add(name)
    problems.push(problem)
  }
  for (const name of known) {
    const fileName = `${name}_FILE`
    const direct = setText(env, name)
    const path = setText(env, fileName)
    if (direct !== undefined && path !== undefined) {
      fail(name, `${name} and ${fileName} are both set: unset one of them (environment)`)
    } else if (path !== undefined) {
      try {
        const value = readFile(path).replace(/[\r\n]+$/, '')
        // Compose cannot leave a secret out, so an empty file means an unused channel. It may also be an accident.
        if (value === '') {
          warnings.push(`${fileName}: ${path} is empty, so ${name} is not set`)
          origins.set(name, `${fileName}, ${path}, is empty`)
        } else {
          values[name] = value
          origins.set(name, `${fileName}, ${path}`)
        }
      } catch (error) {
        fail(
          name,
          `${fileName}: cannot read ${path}: ${whyUnreadable(error)}; name a file that this user may read (environment)`,
        )
      }
    } else if (direct !== undefined) {
      values[name] = direct
      origins.set(name, name)
    }
  }
  return { values, origins, problems, warnings, failed }
}
