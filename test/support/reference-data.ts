import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'

const root = join(import.meta.dirname, '..', '..')

/**
 * The path of a file or folder of the reference data: tables taken from running proxies and labelled corpora, which are
 * wider than what the repository carries itself and no part of it. They are expected in `../shared`, or where
 * LOOKOUT_REFERENCE_DIR says. Null where they are absent: the caller skips, and a line on standard error says so.
 * Throws instead under LOOKOUT_REFERENCE_DATA=required, so that a run that must have them cannot pass without.
 */
export const referenceData = (part: string): string | null => {
  const folder = process.env['LOOKOUT_REFERENCE_DIR'] ?? join('..', 'shared')
  const path = resolve(root, folder, part)
  if (existsSync(path)) return path
  const missing = `no reference data at ${join(folder, part)}`
  if (process.env['LOOKOUT_REFERENCE_DATA'] === 'required')
    throw new Error(`${missing}, and LOOKOUT_REFERENCE_DATA=required allows no skipping`)
  process.stderr.write(`skipped: ${missing}\n`)
  return null
}
