import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charactersOf, drawable } from '../../src/chart-worker/coverage.ts'
import { createDraw } from '../../src/chart-worker/draw.ts'
import { chinese, english } from '../../src/i18n/locales.ts'
import { mailCharts } from '../../src/render/charts/mail-charts.ts'
import { attacks } from '../render/hostile.ts'
import { richFacts } from '../render/rich.ts'

const signal = new AbortController().signal

/** Width and height from a PNG's header. */
const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

const fontFile = new URL('../../assets/fonts/NotoSansSC-Regular.ttf', import.meta.url)
const font = readFileSync(fontFile)
const characters = charactersOf(new DataView(font.buffer, font.byteOffset, font.byteLength))

describe('drawing', () => {
  it('makes a picture of each chart, finer than it is shown', async () => {
    const charts = mailCharts(richFacts, chinese.messages)
    const pictures = await createDraw()(charts, signal)
    expect(pictures).toHaveLength(4)
    for (const [at, png] of pictures.entries()) {
      const { width = 0, height = 0 } = charts[at] ?? {}
      expect(sizeOf(png)).toEqual({ width: Math.round(2.4 * width), height: expect.any(Number) })
      expect(Math.abs(sizeOf(png).height - 2.4 * height)).toBeLessThan(1)
      expect(png.byteLength).toBeLessThan(100_000)
    }
  })

  it('draws whatever names there are', async () => {
    const [first] = richFacts.groups
    if (first === undefined) throw new Error('the example has no group')
    const named = attacks.map((name) => ({ name, count: 3 }))
    const facts = {
      ...richFacts,
      byErrorType: named,
      hours: attacks.map((errorType) => ({ start: richFacts.from, errorType, count: 3 })),
      groups: attacks.map((title) => ({ ...first, title })),
      heat: { rows: attacks.slice(0, 12).map((name) => ({ name, counts: first.trend ?? [] })) },
      requests: {
        total: 99,
        share: 0.5,
        byModel: named.map((each) => ({ ...each, failures: 2, share: 2 / 3 })),
      },
    }
    expect(await createDraw()(mailCharts(facts, english.messages), signal)).toHaveLength(4)
  })

  it('starts nothing for no charts', async () => {
    expect(await createDraw()([], AbortSignal.abort())).toEqual([])
  })

  it('ends when it is told to, and when it takes too long', async () => {
    const charts = mailCharts(richFacts, english.messages)
    await expect(createDraw()(charts, AbortSignal.abort())).rejects.toThrow()
    await expect(createDraw(1)(charts, signal)).rejects.toThrow()
  })

  it('says why it could not', async () => {
    const broken = { id: 'time' as const, title: '', width: -1, height: 10, option: { series: 7 } }
    await expect(createDraw()([broken], signal)).rejects.toThrow(/exit code/)
  })
})

describe('texts of charts', () => {
  it('have every character of the words in both languages', () => {
    const has = (code: number) => characters.has(code)
    for (const words of [english.messages, chinese.messages])
      for (const text of [words.otherTypes, words.otherModels, words.unknown])
        expect(drawable(text, has)).toBe(text)
  })

  it('lose an accent or become a dot where the font lacks a character', () => {
    expect(drawable('gpt-4o 模型 ő 한 😀', (code) => characters.has(code))).toBe(
      'gpt-4o 模型 o · ·',
    )
  })

  it('never hold a character that would be drawn as a box', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const one of drawable(text, (code) => characters.has(code)))
          expect(characters.has(one.codePointAt(0) ?? 0)).toBe(true)
      }),
    )
  })
})
