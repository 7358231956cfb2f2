import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { writePreview } from '../../src/app/write-preview.ts'
import { createDraw } from '../../src/chart-worker/draw.ts'
import { localeOf } from '../../src/i18n/locales.ts'
import { attacks } from '../render/hostile.ts'
import { explainedAlert, richDigest, richFacts } from '../render/rich.ts'
import { executable, launch } from './with-browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'lookout-mail-'))
let browser: Browser | null = null

const long = 'a-name-without-any-space-in-it-'.repeat(9)
const messages = {
  digest: richDigest(),
  alert: explainedAlert(),
  hostile: richDigest({
    id: 'digest-hostile',
    instance: 'prod <b>',
    facts: {
      ...richFacts,
      byModel: [...attacks, long].map((name) => ({ name, count: 7 })),
      groups: richFacts.groups.map((group, at) => ({
        ...group,
        title: at === 0 ? long : (attacks[at] ?? ''),
        keys: [{ name: long, count: 7 }],
      })),
    },
  }),
}

// The page's own world has other types than ours.
const look = z.object({
  width: z.number(),
  pictures: z.array(z.boolean()),
  scripts: z.number(),
  links: z.array(z.string()),
})
const lookScript = `({
  width: document.documentElement.scrollWidth,
  pictures: [...document.images].map(({ naturalWidth, alt }) => naturalWidth > 0 && alt !== ''),
  scripts: document.scripts.length,
  links: [...document.links].map(({ href }) => new URL(href).protocol),
})`
const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
})

describe.skipIf(executable === undefined)('a mail in a browser', () => {
  beforeAll(async () => {
    for (const locale of ['en', 'zh-CN'])
      for (const [name, notification] of Object.entries(messages))
        await writePreview(
          notification,
          { folder, now: notification.createdAt, from: 'a@b.example', name: `${name}-${locale}` },
          {
            messages: localeOf(locale).messages,
            links: { pageUrl: 'https://lookout.example.com', litellmUrl: '' },
            draw: createDraw(),
            undrawn: (error) => {
              throw error
            },
          },
          new AbortController().signal,
        )
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (name: string, width: number, colorScheme: 'light' | 'dark' = 'light') => {
    if (browser === null) throw new Error('the browser has not started')
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`file://${join(folder, `${name}.html`)}`)
    return { page, asked }
  }

  const cases = Object.keys(messages).flatMap((name) =>
    ['en', 'zh-CN'].flatMap((locale) =>
      [680, 375].map((width) => [`${name}-${locale}`, width] as const),
    ),
  )

  it.each(cases)(
    '%s fits into %d pixels, with all its pictures and nothing from outside',
    async (name, width) => {
      const { page, asked } = await open(name, width)
      const seen = look.parse(await page.evaluate(lookScript))
      expect(seen.width).toBeLessThanOrEqual(width)
      expect(seen.pictures).toEqual(name.startsWith('alert') ? [] : [true, true, true, true])
      expect(seen.scripts).toBe(0)
      expect(new Set(seen.links)).toEqual(new Set(['https:']))
      expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
      await page.close()
    },
  )

  it.each(['light', 'dark'] as const)('can be read in the %s scheme', async (scheme) => {
    const { page } = await open('digest-en', 680, scheme)
    await page.evaluate(axe.source)
    const rules = ['color-contrast', 'image-alt', 'link-name', 'heading-order', 'html-has-lang']
    const { violations } = found.parse(
      await page.evaluate(
        `axe.run({ runOnly: { type: 'rule', values: ${JSON.stringify(rules)} } })`,
      ),
    )
    expect(violations).toEqual([])
    await page.close()
  })
})
