import type { SpikeSeries } from '../spike/detector.ts'
import type { Baseline, BaselineOf, Learner, Remembered } from './baseline.ts'
import type { UsualHours } from './usual-hours.ts'

/** What a rule remembers, as the state keeps it: JSON, a label set a row. */
export interface EncodedBaseline {
  readonly scope: string
  readonly head: string
  readonly sets: ReadonlyMap<string, string>
}

/** What changed in a rule's baseline. */
export interface BaselineChange {
  readonly rule: string
  readonly scope: string
  readonly head: string
  /** Everything that was kept before goes. */
  readonly anew: boolean
  readonly put: ReadonlyMap<string, string>
  readonly drop: readonly string[]
}

const headOf = ({ through, silent }: BaselineOf<unknown>): string =>
  JSON.stringify({ through, silent })

/** The change from what is kept (null: nothing that may stay) to what is remembered now; null for none. */
export const changeOf = (
  { rule, scope }: Pick<Learner, 'rule' | 'scope'>,
  before: Baseline | null,
  after: Baseline,
): BaselineChange | null => {
  if (before === after) return null
  const old: ReadonlyMap<string, Remembered<unknown>> = before?.sets ?? new Map()
  const put = new Map<string, string>()
  // Parts that did not change are the same objects: nothing is ever changed in place.
  for (const [key, remembered] of after.sets)
    if (old.get(key) !== remembered) put.set(key, JSON.stringify(remembered))
  const drop = [...old.keys()].filter((key) => !after.sets.has(key))
  const sameHead = before !== null && before.through === after.through
  if (sameHead && put.size === 0 && drop.length === 0) return null
  return { rule, scope, head: headOf(after), anew: before === null, put, drop }
}

const read = <Series>(written: EncodedBaseline): BaselineOf<Series> => {
  const head: { readonly through: number; readonly silent: Series } = JSON.parse(written.head)
  const sets = new Map<string, Remembered<Series>>()
  for (const [key, value] of written.sets) sets.set(key, JSON.parse(value))
  return { ...head, sets }
}

/** Reads a baseline back; null when there is none, or when it was kept for something else. */
export const decodeBaseline = (
  learner: Learner,
  written: EncodedBaseline | null,
): Baseline | null => {
  if (written === null || written.scope !== learner.scope) return null
  return learner.type === 'spike'
    ? { type: 'spike', ...read<SpikeSeries>(written) }
    : { type: 'flatline', ...read<UsualHours>(written) }
}
