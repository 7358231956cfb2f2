import { readFileSync } from 'node:fs'

const read = (): string => {
  const file = new URL('../../package.json', import.meta.url)
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof content === 'object' && content !== null && 'version' in content
    ? String(content.version)
    : 'unknown'
}

/** Lookout's version, as its package says. */
export const version = read()
