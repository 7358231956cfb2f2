// Writes docs/known-failures.md, in English and in Chinese, from the catalogue of known failures:
// `node scripts/write-catalogue-docs.ts`. A test fails when they are out of date.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderCatalogueDocs } from '../src/classify/catalogue/catalogue-docs.ts'
import { CATALOGUE_FAMILIES } from '../src/classify/catalogue/catalogue-entries.ts'

const docs = join(import.meta.dirname, '..', 'docs')
writeFileSync(join(docs, 'known-failures.md'), renderCatalogueDocs(CATALOGUE_FAMILIES, 'en'))
writeFileSync(
  join(docs, 'known-failures.zh-CN.md'),
  renderCatalogueDocs(CATALOGUE_FAMILIES, 'zh-CN'),
)
