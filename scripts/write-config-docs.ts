// Writes config/default.yaml and the README's table of options from the configuration's schema:
// `node scripts/write-config-docs.ts`. A test fails when they are out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultYaml, withReadmeTable } from '../src/config/option-docs.ts'

const root = join(import.meta.dirname, '..')
writeFileSync(join(root, 'config', 'default.yaml'), defaultYaml())
const readme = join(root, 'README.md')
if (existsSync(readme)) writeFileSync(readme, withReadmeTable(readFileSync(readme, 'utf8')))
