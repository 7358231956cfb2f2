import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/** The package's folder, which contains its own files; in a build, a module may be at another depth. */
export const home = dirname(findPackageJSON(import.meta.url) ?? '')

const read = (): string => {
  const content: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return typeof content === 'object' && content !== null && 'version' in content
    ? String(content.version)
    : 'unknown'
}

/** Lookout's version, from its package. */
export const version = read()
