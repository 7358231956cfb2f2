import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { SHAPES } from '../support/litellm-shapes.ts'
import { referenceData } from '../support/reference-data.ts'
import { shapeSuite } from './shape-suite.ts'

for (const shape of SHAPES) shapeSuite(`our tables of ${shape}`, shape)

/** Two were taken from running proxies as they are, with columns and indexes that ours leave out. */
const reference = [
  '2024-11',
  '2025-06',
  '2025-11-litellm-1.80.5',
  '2026-03',
  '2026-09',
  '2026-11-litellm-1.108.7',
  '2026-partitioned',
]

/** A dump without psql's own commands, and without references to tables that it does not hold. */
const statements = (dump: string): string =>
  dump
    .replaceAll(/^\\.*$/gm, '')
    .split(/(?<=;)$/m)
    .filter((statement) => !statement.includes('FOREIGN KEY'))
    .join('')

for (const shape of reference) {
  const name = `the reference tables of ${shape}`
  const file = referenceData(`schema/${shape}.sql`)
  if (file === null) test.skip(name)
  else shapeSuite(name, { ddl: statements(readFileSync(file, 'utf8')) })
}
