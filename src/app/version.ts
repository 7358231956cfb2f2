import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { home } from './home.ts'

const read = (): string => {
  const content: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return typeof content === 'object' && content !== null && 'version' in content
    ? String(content.version)
    : 'unknown'
}

/** Lookout's version, from its package. */
export const version = read()
