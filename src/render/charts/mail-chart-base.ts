/** What all charts of mails share. They are drawn once: nothing moves, and no text is cut by measuring a screen. */
export const chartBase = {
  animation: false,
  backgroundColor: '#ffffff',
  textStyle: { fontFamily: 'Noto Sans SC' },
} as const

export const axisText = { color: '#4a5563', fontSize: 12 } as const

/** An axis of names, without ticks. */
export const plainAxis = {
  type: 'category',
  axisTick: { show: false },
  axisLine: { lineStyle: { color: '#c5ccd6' } },
  axisLabel: axisText,
} as const

/** Narrower than the mail: drawn larger on a screen, and still to be read on a phone. CSS pixels. */
export const chartWidth = 460

/** A chart as data: what ECharts is told to draw, in CSS pixels. Everything in it can be sent to a worker. */
export interface MailChart {
  /** Names it within its mail. */
  readonly id: 'time' | 'requests' | 'groups' | 'heat'
  /** What it shows, for those who do not see it. */
  readonly title: string
  readonly width: number
  readonly height: number
  readonly option: Readonly<Record<string, unknown>>
}
