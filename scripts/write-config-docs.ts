// Writes config/default.yaml and the tables of options in docs/configuration.md and README.md from the configuration's
// schema: `node scripts/write-config-docs.ts`. A test fails when they are out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultYaml, withOptionTables } from '../src/config/option-docs.ts'

const root = join(import.meta.dirname, '..')
writeFileSync(join(root, 'config', 'default.yaml'), defaultYaml())
for (const page of ['README.md', join('docs', 'configuration.md')]) {
  const path = join(root, page)
  writeFileSync(path, withOptionTables(readFileSync(path, 'utf8')))
}
