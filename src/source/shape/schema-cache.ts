import type { Clock, Logger } from '../../domain/ports.ts'
import type { Connection } from '../connection/connection.ts'
import { smellsOfShape } from '../connection/explain-error.ts'
import { detectShape } from './detect-shape.ts'
import { type Shape, usability, usableTables } from './shape.ts'

export interface SchemaCache {
  /** The cached tables; looked up at the first call, when the cache is old, and after `withShape` failed with it. */
  readonly current: (signal: AbortSignal) => Promise<Shape>
  /** Runs `work`; if the tables differ from the cache, looks them up again and runs it once more. */
  readonly withShape: <T>(signal: AbortSignal, work: (shape: Shape) => Promise<T>) => Promise<T>
}

/** What two schemas have in common if reading them is the same. */
function looks(shape: Shape): string {
  const tables = [...shape.tables].map(([name, table]) => [
    name,
    [...table.columns],
    table.timeIndexed,
  ])
  return JSON.stringify(tables)
}

export function createSchemaCache(
  connection: Connection,
  schema: string,
  interval: number,
  clock: Clock,
  log: Logger,
): SchemaCache {
  let known: Shape | undefined
  let knownAt = 0

  async function detect(signal: AbortSignal): Promise<Shape> {
    const shape = await connection.transaction('looking up the tables', signal, (query) =>
      detectShape(query, schema),
    )
    const tables = usableTables(shape)
    // An upgrade of LiteLLM raises no error; this line shows the operator that it was noticed.
    if (known === undefined) log.info({ schema, tables }, 'found LiteLLM tables')
    else if (looks(known) !== looks(shape)) log.info({ schema, tables }, 'LiteLLM tables changed')
    for (const table of ['SpendLogs', 'ErrorLogs'] as const) {
      if (usability(shape, table) === 'unusable') {
        const missing = shape.tables.get(table)?.unreadable
        log.warn({ schema, table, missing }, `LiteLLM_${table} exists but may not be read`)
      }
    }
    known = shape
    knownAt = clock.now()
    return shape
  }

  async function current(signal: AbortSignal): Promise<Shape> {
    const age = clock.now() - knownAt
    // A clock that is set back must not keep an old cache for ever.
    const isFresh = age >= 0 && age < interval
    // Without a table, keep looking for one, as before LiteLLM's first start.
    return known !== undefined && isFresh && usableTables(known).length > 0 ? known : detect(signal)
  }

  return {
    current,
    withShape: async (signal, work) => {
      const shape = await current(signal)
      try {
        return await work(shape)
      } catch (error) {
        if (!smellsOfShape(error)) throw error
        return work(await detect(signal))
      }
    },
  }
}
