import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultYaml, withOptionTables } from '../../src/config/option-docs.ts'
import { configOf, load } from './support.ts'

const root = join(import.meta.dirname, '..', '..')
const remedy = 'run: node scripts/write-config-docs.ts'

test('config/default.yaml is what the schema says', () => {
  expect(readFileSync(join(root, 'config', 'default.yaml'), 'utf8'), remedy).toBe(defaultYaml())
})

test('config/default.yaml, loaded as an operator file, changes nothing', () => {
  expect(configOf(load(defaultYaml()))).toEqual(configOf(load('')))
})

test.each(['README.md', 'docs/configuration.md'])(
  'the tables of %s are what the schema says',
  (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    expect(withOptionTables(text), remedy).toBe(text)
  },
)

const filled = (name: string): string =>
  withOptionTables(`A\n<!-- ${name}:begin -->\nold\n<!-- ${name}:end -->\nB`)

test('the table has a row for each option, and escapes what would break it', () => {
  const rows = filled('configuration').split('\n').slice(2, -2)
  expect(rows.join('\n')).toContain('| `source.url` | `DATABASE_URL` | none |')
  for (const row of rows) expect(row.match(/(?<!\\)\|/g), row).toHaveLength(5)
})

test('the table of variables has those that set an option, and no other option', () => {
  expect(filled('environment')).toContain('| `DATABASE_URL` | `source.url` |')
  expect(filled('environment')).not.toContain('source.pageSize')
})

test('a table goes between its markers and nowhere else', () => {
  const after = filled('configuration')
  expect(after).toMatch(/^A\n<!-- configuration:begin -->\n\| Option /)
  expect(after).toMatch(/\|\n<!-- configuration:end -->\nB$/)
  expect(withOptionTables(after)).toBe(after)
  expect(withOptionTables('no markers')).toBe('no markers')
})
