import type { SourceTable } from '../../domain/event.ts'
import { DAY_MS, HOUR_MS } from '../../domain/units.ts'
import { type CheapCheck, lookAt } from '../cheap-check.ts'
import type { Connection } from '../connection/connection.ts'
import type { ConnectionTarget } from '../connection/connection-url.ts'
import { grantStatements, isStatementTimeout } from '../connection/explain-error.ts'
import { logTable } from '../failure-sql.ts'
import { describeRole, describeTable, newestRow, type SourceDescription } from './description.ts'
import { type Shape, usability } from './shape.ts'

const TABLES: readonly SourceTable[] = ['SpendLogs', 'ErrorLogs']
/** Searched in growing ranges, since the newest row is usually minutes old. */
const LOOKBACKS = [HOUR_MS, DAY_MS, 7 * DAY_MS]
const LOOKBACK = 7 * DAY_MS

const unseen: CheapCheck = { bytes: null, readWhole: false, oldestLocal: null }

/**
 * Everything that `lookout check` reports about a source; `now` is the database's, epoch milliseconds. Throws
 * SourceError.
 */
export async function describeSource(
  connection: Connection,
  target: ConnectionTarget,
  zone: string,
  shape: Shape,
  now: number,
  signal: AbortSignal,
): Promise<SourceDescription> {
  const newest = async (table: SourceTable, kind: 'failure' | 'success') => {
    const found = shape.tables.get(table)
    if (found === undefined || usability(shape, table) !== 'usable') return null
    const log = logTable(table, found, zone)
    for (const lookback of LOOKBACKS) {
      try {
        const start = await connection.transaction(`looking at ${table}`, signal, (query) =>
          newestRow(log, kind, now - lookback, query),
        )
        if (start !== null) return start
      } catch (error) {
        // Searching weeks without failures can take longer than a statement may: none was found in the part that was
        // read.
        if (!isStatementTimeout(error)) throw error
        return null
      }
    }
    return null
  }
  const look = async (table: SourceTable): Promise<CheapCheck> => {
    const found = shape.tables.get(table)
    if (found === undefined || usability(shape, table) !== 'usable') return unseen
    return connection.transaction(`looking at ${table}`, signal, (query) =>
      lookAt(logTable(table, found, zone), now, query),
    )
  }
  const role = await connection.transaction('looking at the role', signal, (query) =>
    describeRole(shape, query),
  )
  const tables = []
  for (const table of TABLES) {
    tables.push({
      ...describeTable(table, shape),
      ...(await look(table)),
      newestFailure: await newest(table, 'failure'),
      newestSuccess: table === 'ErrorLogs' ? null : await newest(table, 'success'),
    })
  }
  const tokens = shape.tables.get('VerificationToken')?.columns
  return {
    where: target.where,
    schema: target.schema,
    elsewhere: shape.elsewhere,
    tables,
    tokensReadable: tokens?.has('token') === true && tokens.has('key_alias'),
    role,
    grants: grantStatements(target.schema, role.user),
    timezone: zone,
    now,
    lookbackMs: LOOKBACK,
  }
}
