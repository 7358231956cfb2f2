import { dirname, join } from 'node:path/posix'
import { parseSync } from 'oxc-parser'

/** One import or re-export of a file. */
export interface Import {
  /** A path from the root of the checkout, or the name of a package. */
  readonly to: string
  readonly isRelative: boolean
  readonly isType: boolean
}

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')

/** `import('./x.ts').Y` in a type: the parser lists only imports that run. */
const typeImport = /\bimport\(\s*'([^']+)'\s*\)/g

/** What a file imports, types included. `path` from the root of the checkout, with `/`. */
export const importsOf = (path: string, source: string): readonly Import[] => {
  const { module } = parseSync(path, source)
  const found = (specifier: string, isType: boolean): Import => {
    const isRelative = specifier.startsWith('.')
    const to = isRelative ? join(dirname(path), specifier) : packageOf(specifier)
    return { to, isRelative, isType }
  }
  const imports = module.staticImports.map(({ moduleRequest, entries }) =>
    found(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
  )
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [found(moduleRequest.value, isType)],
    ),
  )
  const others = [...source.matchAll(typeImport)].map(([, specifier = '']) =>
    found(
      specifier,
      !source.includes(`await import('${specifier}')`) &&
        !source.includes(`=> import('${specifier}')`),
    ),
  )
  return [...imports, ...exports, ...others]
}
