/**
 * A clock that runs faster than the real one, so that a run of minutes sees days, their sweeps and their digests under
 * the configuration of production. Epoch milliseconds.
 */
export interface Pace {
  /** Where the fast clock stood when the real one stood at `realBase`. */
  readonly base: number
  readonly realBase: number
  readonly factor: number
}

export const fastOf = ({ base, realBase, factor }: Pace, real: number): number =>
  Math.floor(base + (real - realBase) * factor)
