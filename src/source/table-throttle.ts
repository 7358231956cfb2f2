import type { SourceTable } from '../domain/event.ts'
import type { Clock } from '../domain/ports.ts'

/** For how long a table is not read, milliseconds, from a moment on (epoch ms). */
interface Rest {
  readonly from: number
  readonly ms: number
}

export interface TableThrottle {
  /** For how long the table must still not be read, milliseconds. */
  readonly of: (table: SourceTable) => number
  /** Records that the database was busy with it for so long, milliseconds, until now. */
  readonly spent: (table: SourceTable, ms: number) => void
}

/** Pauses the reading of tables after each read, so that it uses no more than a share of the database's time. */
export function createTableThrottle(share: number, clock: Clock): TableThrottle {
  const throttle = new Map<SourceTable, Rest>()

  const of = (table: SourceTable): number => {
    const rest = throttle.get(table)
    if (rest === undefined) return 0
    const rested = clock.now() - rest.from
    // A clock that was set back ends a pause: its remaining length is unknown.
    return rested < 0 ? 0 : Math.max(0, rest.ms - rested)
  }

  return {
    of,
    spent: (table, ms) => {
      const rest = of(table) + Math.max(0, ms) * (1 / share - 1)
      throttle.set(table, { from: clock.now(), ms: rest })
    },
  }
}
