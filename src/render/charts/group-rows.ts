import type { Facts } from '../../domain/facts.ts'
import type { Messages } from '../../i18n/locale.ts'
import { shortLine } from '../escape.ts'
import { stepsOf } from './chart-steps.ts'
import { axisText, chartBase, chartWidth, type MailChart } from './mail-chart-base.ts'
import { colours } from './paint.ts'

const most = 6
const rowHeight = 34
const left = 230

/** The largest groups, a small course of each beside its name; null where their course is not known. */
export const groupRows = (facts: Facts, messages: Messages): MailChart | null => {
  const groups = facts.groups.filter(({ trend = [] }) => trend.length > 1).slice(0, most)
  if (groups.length === 0) return null
  const { labels, interval } = stepsOf(facts, messages)
  const top = (row: number): number => 4 + row * rowHeight
  const course = { left, right: 12, height: rowHeight - 12 }
  return {
    id: 'groups',
    title: messages.chartGroups,
    width: chartWidth,
    height: top(groups.length) + 20,
    option: {
      ...chartBase,
      grid: groups.map((_, row) => ({ ...course, top: top(row) })),
      xAxis: groups.map((_, row) => ({
        type: 'category',
        gridIndex: row,
        data: labels,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#c5ccd6' } },
        axisLabel: { ...axisText, show: row === groups.length - 1, interval, hideOverlap: true },
      })),
      yAxis: groups.map((_, row) => ({ type: 'value', gridIndex: row, show: false })),
      series: groups.map(({ trend }, row) => ({
        type: 'bar',
        xAxisIndex: row,
        yAxisIndex: row,
        data: (trend ?? []).map((count) => (count === 0 ? null : count)),
        barCategoryGap: '15%',
        // What is not nothing is seen.
        barMinHeight: 2,
        itemStyle: { color: colours[row] },
      })),
      graphic: groups.map(({ count, title }, row) => ({
        type: 'text',
        left: 8,
        top: top(row) + 4,
        style: {
          text: `{n|${messages.format.number(count)}} {t|${shortLine(title, 200).replace(/[{}|]/g, ' ')}}`,
          width: left - 24,
          overflow: 'truncate',
          ellipsis: '…',
          fontSize: 11,
          fontFamily: chartBase.textStyle.fontFamily,
          fill: '#1d2430',
          rich: {
            n: { fontSize: 12, fill: '#1d2430' },
            t: { fontSize: 11, fill: '#4a5563' },
          },
        },
      })),
    },
  }
}
