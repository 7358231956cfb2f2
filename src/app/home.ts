import { findPackageJSON } from 'node:module'
import { dirname } from 'node:path'

/** The package's folder, in which its own files stand; in a build, a module may be found at another depth. */
export const home = dirname(findPackageJSON(import.meta.url) ?? '')
