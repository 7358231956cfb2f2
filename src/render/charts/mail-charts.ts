import type { Facts } from '../../domain/facts.ts'
import type { Messages } from '../../i18n/locale.ts'
import { shownName } from '../rows.ts'
import { cells } from '../text-table.ts'
import { stepsOf } from './chart-steps.ts'
import { groupRows } from './group-rows.ts'
import { heatCells } from './heat-cells.ts'
import { axisText, chartBase, chartWidth, type MailChart, plainAxis } from './mail-chart-base.ts'
import { colours } from './paint.ts'

/** PNG files of charts, in their order. Rejects when they cannot be drawn in time. */
export type Draw = (
  charts: readonly MailChart[],
  signal: AbortSignal,
) => Promise<readonly Uint8Array[]>

/** Lines that the names below a chart take, by the width of a letter. */
const legendLines = (names: readonly string[]): number => {
  let [lines, used] = [1, 0]
  for (const name of names) {
    const width = 30 + 7.2 * cells(name)
    if (used > 0 && used + width > chartWidth) {
      lines++
      used = 0
    }
    used += width
  }
  return lines
}

/** Failures step by step, stacked by error type; null where nothing tells them apart in time. */
const timeChart = (facts: Facts, messages: Messages): MailChart | null => {
  const { labels, interval, indexOf } = stepsOf(facts, messages)
  if (facts.hours.length === 0 || labels.length < 2) return null
  const shown = (name: string | null) => shownName(name, messages, 30)
  const named = facts.byErrorType
    .slice(0, colours.length - 1)
    .filter(({ others }) => !others)
    .map(({ name }) => shown(name))
  const rows = new Map<string, number[]>()
  for (const { start, errorType, others, count } of facts.hours) {
    const type = shown(errorType)
    const name = !others && named.includes(type) ? type : messages.otherTypes
    const row = rows.get(name) ?? new Array<number>(labels.length).fill(0)
    rows.set(name, row)
    const at = indexOf(start)
    row[at] = (row[at] ?? 0) + count
  }
  const names = [...named.filter((name) => rows.has(name)), messages.otherTypes].filter((name) =>
    rows.has(name),
  )
  const legend = 28 * legendLines(names)
  return {
    id: 'time',
    title: messages.chartTime,
    width: chartWidth,
    height: 176 + legend,
    option: {
      ...chartBase,
      legend: {
        bottom: 0,
        left: 0,
        icon: 'circle',
        itemWidth: 9,
        itemHeight: 9,
        itemGap: 14,
        textStyle: axisText,
        data: names,
      },
      grid: { left: 44, right: 8, top: 12, bottom: 26 + legend },
      xAxis: { ...plainAxis, axisLabel: { ...axisText, interval }, data: labels },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: axisText,
        splitLine: { lineStyle: { color: '#e6eaef' } },
      },
      series: names.map((name, index) => ({
        type: 'bar',
        stack: 'all',
        name,
        data: rows.get(name),
        barCategoryGap: '18%',
        itemStyle: { color: colours[name === messages.otherTypes ? colours.length - 1 : index] },
      })),
    },
  }
}

/** Of the requests of each model, how many failed; null where requests are not known. */
const requestsChart = ({ requests }: Facts, messages: Messages): MailChart | null => {
  const rows = (requests?.byModel ?? [])
    .filter(({ count, failures }) => count > 0 && failures > 0)
    .toSorted((a, b) => b.failures - a.failures)
    .slice(0, 8)
  if (rows.length === 0) return null
  return {
    id: 'requests',
    title: messages.chartRequests,
    width: chartWidth,
    height: 20 + 26 * rows.length,
    option: {
      ...chartBase,
      grid: { left: 140, right: 128, top: 6, bottom: 8 },
      yAxis: {
        ...plainAxis,
        inverse: true,
        axisLine: { show: false },
        axisLabel: { ...axisText, width: 130, overflow: 'truncate' },
        data: rows.map(({ name }) => shownName(name, messages)),
      },
      xAxis: { type: 'value', max: Math.max(...rows.map(({ share }) => share)), show: false },
      series: [
        {
          type: 'bar',
          barWidth: 12,
          barMinHeight: 2,
          itemStyle: { color: colours[3], borderRadius: 3 },
          data: rows.map(({ share, failures, count }) => ({
            value: share,
            label: {
              show: true,
              position: 'right',
              ...axisText,
              formatter: `${messages.format.share(share)}  ${messages.format.number(failures)} / ${messages.format.number(count)}`,
            },
          })),
        },
      ],
    },
  }
}

/** The charts of a digest or report, those that there is something to draw for. */
export const mailCharts = (facts: Facts, messages: Messages): readonly MailChart[] =>
  facts.total === 0
    ? []
    : [
        timeChart(facts, messages),
        requestsChart(facts, messages),
        groupRows(facts, messages),
        heatCells(facts, messages),
      ].filter((chart) => chart !== null)
