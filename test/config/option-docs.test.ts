import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultYaml, readmeTable, withReadmeTable } from '../../src/config/option-docs.ts'
import { configOf, load } from './support.ts'

const root = join(import.meta.dirname, '..', '..')
const remedy = 'run: node scripts/write-config-docs.ts'

test('config/default.yaml is what the schema says', () => {
  expect(readFileSync(join(root, 'config', 'default.yaml'), 'utf8'), remedy).toBe(defaultYaml())
})

test('config/default.yaml, loaded as an operator file, changes nothing', () => {
  expect(configOf(load(defaultYaml()))).toEqual(configOf(load('')))
})

const readme = join(root, 'README.md')

test.skipIf(!existsSync(readme))("the README's table is what the schema says", () => {
  const text = readFileSync(readme, 'utf8')
  expect(withReadmeTable(text), remedy).toBe(text)
})

test('the table has a row for each option, and escapes what would break it', () => {
  expect(readmeTable()).toContain('| `source.url` | `DATABASE_URL` | none |')
  for (const line of readmeTable().trimEnd().split('\n')) {
    expect(line.match(/(?<!\\)\|/g), line).toHaveLength(5)
  }
})

test('the table goes between its markers and nowhere else', () => {
  const before = 'A\n<!-- configuration:begin -->\nold\n<!-- configuration:end -->\nB'
  const after = withReadmeTable(before)
  expect(after).toMatch(/^A\n<!-- configuration:begin -->\n\| Option /)
  expect(after).toMatch(/\|\n<!-- configuration:end -->\nB$/)
  expect(withReadmeTable(after)).toBe(after)
  expect(withReadmeTable('no markers')).toBe('no markers')
})
