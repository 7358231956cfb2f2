import { readdirSync, readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { BarChart, HeatmapChart } from 'echarts/charts'
import {
  GraphicComponent,
  GridComponent,
  LegendComponent,
  VisualMapComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { z } from 'zod'
import { charactersOf, drawable } from './coverage.ts'

use([
  BarChart,
  HeatmapChart,
  GraphicComponent,
  GridComponent,
  LegendComponent,
  VisualMapComponent,
  SVGRenderer,
])

const charts = z.array(
  z.object({
    width: z.number(),
    height: z.number(),
    option: z.record(z.string(), z.unknown()),
  }),
)

/** Pixels per pixel of a chart: twice the displayed size, for the screens of phones. */
const fineness = 2.4

const folder = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'assets', 'fonts')
const fontFiles = readdirSync(folder)
  .filter((name) => name.endsWith('.ttf'))
  .map((name) => join(folder, name))

const known = new Set(
  fontFiles.flatMap((file) => {
    const { buffer, byteOffset, byteLength } = readFileSync(file)
    return [...charactersOf(new DataView(buffer, byteOffset, byteLength))]
  }),
)

/** Every text of an option in characters that the fonts have. */
const inFonts = (value: unknown): unknown => {
  if (typeof value === 'string') return drawable(value, (code) => known.has(code))
  if (Array.isArray(value)) return value.map(inFonts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inFonts(each)]))
}

const pngOf = (chart: z.output<typeof charts>[number]): Uint8Array<ArrayBuffer> => {
  const { width, height, option } = chart
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height })
  drawn.setOption(z.record(z.string(), z.unknown()).parse(inFonts(option)))
  const svg = drawn.renderToSVGString()
  drawn.dispose()
  const png = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: fineness },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans SC' },
  })
    .render()
    .asPng()
  return new Uint8Array(png)
}

// A separate process: it gets its charts once, answers, and ends.
process.once('message', (message) => {
  process.send?.(charts.parse(message).map(pngOf), undefined, undefined, () => process.disconnect())
})
