import { HOUR_MS } from '../../domain/units.ts'
import type { Query } from '../connection/connection.ts'
import type { Shape } from '../shape/shape.ts'
import type { Names } from './row-to-event.ts'

/** Aliases are rarely renamed; a new key should not stay without its name for long. Milliseconds. */
const KNOWN_FOR = HOUR_MS
const MISSING_FOR = 300_000
const MOST = 20_000

interface Remembered {
  /** Null: it has none, or is not in the table. */
  readonly alias: string | null
  readonly until: number
}

export interface NameBook {
  /** Looks up what is not cached: at most one query for keys and one for teams. */
  readonly resolve: (
    wanted: {
      readonly keys: readonly (string | null)[]
      readonly teams: readonly (string | null)[]
    },
    shape: Shape,
    query: Query,
    now: number,
  ) => Promise<Names>
}

interface Lookup {
  readonly table: string
  readonly id: string
  readonly alias: string
}

const KEYS: Lookup = { table: 'VerificationToken', id: 'token', alias: 'key_alias' }
const TEAMS: Lookup = { table: 'TeamTable', id: 'team_id', alias: 'team_alias' }

async function fill(
  book: Map<string, Remembered>,
  lookup: Lookup,
  ids: readonly (string | null)[],
  shape: Shape,
  query: Query,
  now: number,
): Promise<void> {
  const table = shape.tables.get(lookup.table)
  if (!(table?.columns.has(lookup.id) && table.columns.has(lookup.alias))) return
  const unknown = [...new Set(ids)].filter(
    (id): id is string => id !== null && (book.get(id)?.until ?? 0) <= now,
  )
  if (unknown.length === 0) return
  if (book.size + unknown.length > MOST) book.clear()
  const rows = await query(
    `SELECT "${lookup.id}" AS "id", left("${lookup.alias}", 1000) AS "alias"
     FROM ${table.sql} WHERE "${lookup.id}" = ANY($1::text[])`,
    [unknown],
  )
  const found = new Map(rows.map((row) => [row['id'], row['alias']]))
  for (const id of unknown) {
    const alias = found.get(id)
    const known = typeof alias === 'string' && alias !== ''
    book.set(id, { alias: known ? alias : null, until: now + (known ? KNOWN_FOR : MISSING_FOR) })
  }
}

/** Aliases of keys and teams from LiteLLM's own tables, cached for a while; without those tables there are none. */
export function createNameBook(): NameBook {
  const keys = new Map<string, Remembered>()
  const teams = new Map<string, Remembered>()
  return {
    resolve: async (wanted, shape, query, now) => {
      await fill(keys, KEYS, wanted.keys, shape, query, now)
      await fill(teams, TEAMS, wanted.teams, shape, query, now)
      return {
        key: (hash) => (hash === null ? null : (keys.get(hash)?.alias ?? null)),
        team: (id) => (id === null ? null : (teams.get(id)?.alias ?? null)),
      }
    },
  }
}
