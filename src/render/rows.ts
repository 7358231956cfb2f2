import { UNKNOWN } from '../events/event.ts'
import type { Count } from '../summary/facts.ts'
import { shortLine } from './escape.ts'
import type { Words } from './words.en.ts'

/** The first of a list and how many more there are: what every table with a limit shows. */
export interface Shown<T> {
  readonly rows: readonly T[]
  readonly more: number
}

/** At most `max` rows; a single row is never replaced by "and 1 more". */
export const firstRows = <T>(rows: readonly T[], max: number): Shown<T> =>
  rows.length <= max + 1 && max > 0
    ? { rows, more: 0 }
    : { rows: rows.slice(0, max), more: rows.length - Math.min(rows.length, max) }

/** Whether a list tells a reader anything: a single `unknown` does not. */
export const tellsSomething = (counts: readonly Count[]): boolean =>
  counts.some(({ name }) => name !== UNKNOWN && name !== '')

/** A name of the tables as a person reads it, on one line; what stands for no name is said in words. */
export const shownName = (name: string, words: Pick<Words, 'unknown'>): string =>
  name === UNKNOWN ? words.unknown : shortLine(name)
