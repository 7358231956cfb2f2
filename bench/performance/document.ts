import { readFileSync, writeFileSync } from 'node:fs'
import { drawGrowth } from './chart.ts'
import { type Result, readResult } from './result.ts'

const page = 'docs/performance.md'
const picture = 'docs/images/growth.svg'
const [begin, end] = ['<!-- figures: npm run bench -- document -->', '<!-- end of figures -->']

const rowOf = ({ figure, value, unit, bound, ok, note }: Result['figures'][number]): string => {
  const measured = value === null ? 'not measured' : `${value} ${unit}`
  const verdict = bound === null ? '' : ok ? 'ok' : '**short**'
  const most = bound === null ? '' : `${bound} ${unit}`
  return `| ${figure} | ${measured} | ${most} | ${verdict} | ${note} |`
}

/** The machine and the table as Markdown. */
const figuresOf = (result: Result): string => {
  const { at, quick, machine, failed, figures } = result
  const loads = [machine.loadBefore, machine.loadAfter].map(([load = 0]) => load.toFixed(1))
  const minutes = result.wholeSeconds / 60
  return [
    `**Machine**: ${machine.cores} cores of ${machine.processor}, ${Math.round(machine.memory / 2 ** 30)} GiB, Node ${machine.node.slice(1)}.`,
    `Load ${loads[0]} before and ${loads[1]} after. Measured on ${at.slice(0, 10)}${quick ? ', at a tenth of the size' : ''}, in ${minutes.toFixed(0)} minutes.`,
    '',
    '| figure | measured | at most | | of what |',
    '| --- | --- | --- | --- | --- |',
    ...figures.map(rowOf),
    ...failed.map((one) => `| ${one} | not measured | | **short** | |`),
  ].join('\n')
}

/**
 * `npm run bench -- document [RESULT]`: writes what `bench -- all` left in output/bench.json into docs/performance.md, the
 * table between its marks and the chart of the growth.
 */
export const run = async ([file = 'output/bench.json']: string[]): Promise<number> => {
  const result = readResult(file)
  const text = readFileSync(page, 'utf8')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from === -1 || to === -1) throw new Error(`${page} has no place for the figures`)
  writeFileSync(
    page,
    `${text.slice(0, from + begin.length)}\n${figuresOf(result)}\n${text.slice(to)}`,
  )
  writeFileSync(picture, drawGrowth(result.figures))
  return 0
}
