import type { Facts } from '../../domain/facts.ts'
import type { Messages } from '../../i18n/locale.ts'
import { shownName } from '../rows.ts'
import { stepsOf } from './chart-steps.ts'
import { axisText, chartBase, chartWidth, type MailChart, plainAxis } from './mail-chart-base.ts'

/** Models down, time across, the darker the more; null for a single model: the chart by error type shows it. */
export const heatCells = (facts: Facts, messages: Messages): MailChart | null => {
  const rows = facts.heat?.rows ?? []
  const { labels, interval } = stepsOf(facts, messages)
  if (rows.length < 2 || labels.length < 2) return null
  const cells = rows.flatMap(({ counts }, row) =>
    counts.flatMap((count, step) =>
      // By its logarithm: one outage must not turn all the rest white.
      count > 0 && step < labels.length ? [[step, row, Math.log2(1 + count)]] : [],
    ),
  )
  const largest = Math.max(1, ...rows.flatMap(({ counts }) => counts))
  return {
    id: 'heat',
    title: messages.chartHeat,
    width: chartWidth,
    height: 62 + 22 * rows.length,
    option: {
      ...chartBase,
      grid: { left: 140, right: 8, top: 6, bottom: 50 },
      xAxis: { ...plainAxis, axisLabel: { ...axisText, interval }, data: labels },
      yAxis: {
        ...plainAxis,
        inverse: true,
        axisLabel: { ...axisText, width: 130, overflow: 'truncate' },
        data: rows.map(({ name, others }) =>
          others ? messages.otherModels : shownName(name, messages),
        ),
      },
      visualMap: {
        min: 0,
        max: Math.log2(1 + largest),
        orient: 'horizontal',
        left: 'right',
        bottom: 0,
        itemWidth: 10,
        itemHeight: 90,
        text: [messages.format.number(largest), '0'],
        textStyle: axisText,
        inRange: { color: ['#f3e6dc', '#e9b98f', '#d1791f', '#8f3b1b', '#5a1414'] },
      },
      series: [
        {
          type: 'heatmap',
          data: cells,
          itemStyle: { borderColor: '#ffffff', borderWidth: 1 },
        },
      ],
    },
  }
}
