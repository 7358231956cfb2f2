import type { Config } from '../../src/config/config-schema.ts'
import { type Loaded, type LoadOptions, loadConfig } from '../../src/config/load.ts'

export const databaseUrl = 'postgresql://lookout:s3cret@db:5432/litellm'

/** Loads with files that exist only here; `yaml` is the operator's file. */
export const load = (
  yaml: string,
  env: LoadOptions['env'] = { DATABASE_URL: databaseUrl },
  files: Readonly<Record<string, string>> = {},
): Loaded =>
  loadConfig({
    file: 'lookout.yaml',
    env,
    readFile: (path) => {
      const content = { ...files, 'lookout.yaml': yaml }[path]
      if (content !== undefined) return content
      throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
    },
  })

/** The configuration of a load that must succeed. */
export const configOf = (loaded: Loaded): Config => {
  if (loaded.ok) return loaded.config
  throw new Error(loaded.problems.join('\n'))
}

/** The lines of a load that must fail. */
export const problemsOf = (loaded: Loaded): readonly string[] => {
  if (!loaded.ok) return loaded.problems
  throw new Error('the configuration was accepted')
}
