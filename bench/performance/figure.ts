/** One measured number. `bound`: at most this; null where nothing is promised. */
export interface Figure {
  readonly figure: string
  readonly value: number
  readonly unit: '×' | 'ms' | 'MB' | 'kB' | 'bytes' | '%' | 'rows' | 's'
  readonly bound: number | null
  readonly ok: boolean
  readonly note: string
  /** What it grew from and to, for the chart: by rows, each in the unit that `of` names. */
  readonly curve?: Curve
}

export interface Curve {
  readonly of: string
  readonly points: readonly { readonly rows: number; readonly value: number }[]
}

export const figure = (
  name: string,
  value: number,
  unit: Figure['unit'],
  bound: number | null,
  note = '',
  curve?: Curve,
): Figure => ({
  figure: name,
  value: Number(value.toPrecision(4)),
  unit,
  bound,
  // What could not be measured is NaN, and that is no success.
  ok: bound === null || value <= bound,
  note,
  ...(curve === undefined ? {} : { curve }),
})

/** Ratios are taken within one run: they fail anywhere; the rest depends on the machine. */
export const isBroken = ({ unit, value, bound }: Figure): boolean =>
  unit === '×' && bound !== null && !(value <= bound * 2)

export const line = ({ figure: name, value, unit, bound, ok, note }: Figure): string =>
  [
    bound === null ? '    ' : ok ? 'ok  ' : 'MISS',
    name.padEnd(44),
    `${value} ${unit}`.padStart(14),
    (bound === null ? '' : `≤ ${bound} ${unit}`).padEnd(12),
    note,
  ].join('  ')

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN

/** Milliseconds that `work` took. */
export const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
