import { type Figure, figure } from './figure.ts'

/** What one piece of work cost the database beside a table of so many rows. */
export interface Measured {
  readonly rows: number
  readonly buffers: number
  readonly ms: number
}

const mostGrowth = 1.2

const ratio = (found: readonly Measured[], of: 'buffers' | 'ms'): number =>
  (found.at(-1)?.[of] ?? Number.NaN) / (found[0]?.[of] ?? 0)

/** How buffers and time grew from the smallest table to the largest. */
export const growth = (name: string, found: readonly Measured[]): readonly Figure[] => {
  const curve = (of: 'buffers' | 'ms') => ({
    of,
    points: found.map((one) => ({ rows: one.rows, value: one[of] })),
  })
  const notified = (of: 'buffers' | 'ms', digits: number): string =>
    found.map((one) => `${one.rows / 1000} k: ${one[of].toFixed(digits)}`).join(', ')
  return [
    figure(
      `${name}: buffers, largest / smallest table`,
      ratio(found, 'buffers'),
      '×',
      mostGrowth,
      notified('buffers', 0),
      curve('buffers'),
    ),
    figure(
      `${name}: database time, largest / smallest`,
      ratio(found, 'ms'),
      '×',
      mostGrowth,
      `ms: ${notified('ms', 1)}`,
      curve('ms'),
    ),
  ]
}
