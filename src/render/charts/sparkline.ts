import { escapeMarkup } from './paint.ts'

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** Counts as a line of blocks, for a terminal: nothing is a space-like low dot, the largest a full block. */
export const sparkText = (counts: readonly number[]): string => {
  const largest = Math.max(0, ...counts)
  return counts
    .map((count) =>
      count <= 0 || largest === 0
        ? '·'
        : (levels[Math.ceil((count / largest) * levels.length) - 1] ?? levels[0]),
    )
    .join('')
}

const height = 20
const bar = 4

/** Counts as small bars, one path, coloured by the style sheet; hidden from screen readers where `title` is ''. */
export const sparkline = (counts: readonly number[], title: string): string => {
  const largest = Math.max(1, ...counts)
  const width = counts.length * bar
  let path = ''
  for (const [index, count] of counts.entries()) {
    if (count <= 0) continue
    // What is not nothing is seen.
    const high = Math.max(1.5, Math.round((count / largest) * height * 10) / 10)
    path += `M${index * bar} ${height}v-${high}h${bar - 1}v${high}z`
  }
  const about =
    title === '' ? 'aria-hidden="true"' : `role="img" aria-label="${escapeMarkup(title)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" class="spark" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${about}><path class="spark-base" d="M0 ${height - 0.5}H${width}"/><path class="spark-bars" d="${path}"/></svg>`
}
