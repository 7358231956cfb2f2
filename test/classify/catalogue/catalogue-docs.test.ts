import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderCatalogueDocs } from '../../../src/classify/catalogue/catalogue-docs.ts'
import {
  CATALOGUE_ENTRIES,
  CATALOGUE_FAMILIES,
} from '../../../src/classify/catalogue/catalogue-entries.ts'
import { type CatalogueFamily, say } from '../../../src/classify/catalogue/entry.ts'

const family: CatalogueFamily = {
  id: 'acme',
  title: say('ACME', '某公司'),
  entries: [
    {
      id: 'acme-full',
      title: say('ACME is full', '已满'),
      fault: 'capacity',
      meaning: say('No room.', '没有空间。'),
      remedies: [say('Set `rpm`.', '设置 `rpm`。')],
      acts: 'operator',
      match: [{ message: ['acme is full'] }],
      link: 'https://acme.example/docs',
    },
  ],
}

describe('the page of known failures', () => {
  it('has a heading for each family and entry, with what to do', () => {
    expect(renderCatalogueDocs([family], 'en')).toBe(
      [
        '# Known failures',
        '',
        'Lookout recognises these failures without asking a model. This page is generated from the catalogue.',
        '',
        '## ACME',
        '',
        '### ACME is full',
        '',
        '`acme-full` · Fault: capacity · Who acts: the operator of the proxy',
        '',
        'No room.',
        '',
        '- Set `rpm`.',
        '',
        'Documentation: <https://acme.example/docs>',
        '',
      ].join('\n'),
    )
  })

  it.each([
    ['known-failures.md', 'en'],
    ['known-failures.zh-CN.md', 'zh-CN'],
  ] as const)('docs/%s is up to date', (page, locale) => {
    const written = readFileSync(join(import.meta.dirname, '../../../docs', page), 'utf8')
    const remedy = 'run: node scripts/write-catalogue-docs.ts'
    expect(written === renderCatalogueDocs(CATALOGUE_FAMILIES, locale), remedy).toBe(true)
  })

  it('is there in Chinese', () => {
    const page = renderCatalogueDocs(CATALOGUE_FAMILIES, 'zh-CN')
    expect(page).toContain('# 已知故障')
    for (const { id, title } of CATALOGUE_ENTRIES) {
      expect(page).toContain(`### ${title['zh-CN']}\n\n\`${id}\` · 问题归属`)
    }
  })
})
