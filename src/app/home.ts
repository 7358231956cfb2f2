import { findPackageJSON } from 'node:module'
import { dirname } from 'node:path'

/** The package's folder, which contains its own files; in a build, a module may be at another depth. */
export const home = dirname(findPackageJSON(import.meta.url) ?? '')
