import { readFileSync } from 'node:fs'
import type { Config } from '../config/config-schema.ts'
import { type Loaded, loadConfig } from '../config/load.ts'
import type { Invocation } from './command.ts'
import { ConfigurationError } from './configuration-error.ts'
import type { CommandIo } from './io.ts'
import { textOf } from './parse.ts'

/** Loads the configuration that `--config` and the environment give. */
export const configurationOf = (
  invocation: Invocation,
  io: Pick<CommandIo, 'env'>,
  about: { readonly sourceNeeded: boolean } = { sourceNeeded: true },
): Loaded => {
  const file = textOf(invocation, 'config')
  return loadConfig({
    ...about,
    ...(file === undefined ? {} : { file }),
    env: io.env,
    readFile: (path) => readFileSync(path, 'utf8'),
  })
}

/** The same for commands that only go on with a good one. Throws ConfigurationError. */
export const configOf = (...given: Parameters<typeof configurationOf>): Config => {
  const loaded = configurationOf(...given)
  if (!loaded.ok) throw new ConfigurationError(loaded.problems)
  return loaded.config
}
