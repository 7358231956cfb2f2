import type { SourceTable } from '../../domain/event.ts'

export interface SweepStore {
  /** How far each table was swept at each age: epoch milliseconds of startTime; absent for never. */
  readonly sweptUpTo: (table: SourceTable, ageMs: number) => Promise<number | null>
  /** Start of watching, epoch milliseconds; null before the first poll. */
  readonly watchingSince: () => Promise<number | null>
  readonly recordSweep: (table: SourceTable, ageMs: number, upTo: number) => Promise<void>
}
