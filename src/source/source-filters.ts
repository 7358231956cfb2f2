import { HOUR_MS } from '../domain/units.ts'
/** Names to take (none listed: all) and to leave out; a name is exact or holds `*` for any run of characters. */
export interface NameFilter {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** What is read of the failures. Filters apply to the resolved names, so an alias from the token table counts. */
export interface SourceFilters {
  /** Key aliases, or hashes as LiteLLM stores them. */
  readonly keys: NameFilter
  /** As in `ErrorEvent.model`: the public name (model_group) where there is one. */
  readonly models: NameFilter
  /** Team aliases or ids. */
  readonly teams: NameFilter
  /** Keep the failures of LiteLLM's own health checks. Default false. */
  readonly healthChecks: boolean
}

export interface SourceOptions {
  /** LiteLLM's DATABASE_URL as it is, Prisma's parameters included. */
  readonly url: string
  /** PEM file of the CA that signed the server's certificate; it turns checking on. Default: none. */
  readonly caFile?: string
  /** Connections at most. Default 2. */
  readonly poolSize?: number
  /** Milliseconds to wait for a connection. Default 10,000. */
  readonly connectTimeout?: number
  /** Milliseconds one statement may run in the database. Default 15,000. */
  readonly statementTimeout?: number
  /** Milliseconds to wait for a lock, as when LiteLLM drops a partition. Default 2,000. */
  readonly lockTimeout?: number
  /** Share of its time that the database may spend for polls on a large table without an index on startTime. Default 0.02. */
  readonly unindexedShare?: number
  /** Milliseconds after which tables and columns are looked up again. Default 3,600,000. */
  readonly shapeInterval?: number
  /** IANA zone of the stamps without zone that LiteLLM wrote before February 2025. Default UTC. */
  readonly timezone?: string
  /** Characters of an error message that are read. Default 65,536. */
  readonly maxMessageChars?: number
  /** Bytes above which a value of a full row is replaced by a note of its size. Default 262,144. */
  readonly maxValueBytes?: number
  /** Read prompts and bodies with the full rows. Default false. */
  readonly includePrompts?: boolean
  /** Default: everything but health checks. */
  readonly filters?: SourceFilters
}

export type SourceSettings = Required<Omit<SourceOptions, 'caFile'>> & { readonly caFile: string }

const ALL: NameFilter = { include: [], exclude: [] }

const DEFAULTS: Omit<SourceSettings, 'url'> = {
  caFile: '',
  poolSize: 2,
  connectTimeout: 10_000,
  statementTimeout: 15_000,
  lockTimeout: 2_000,
  unindexedShare: 0.02,
  shapeInterval: HOUR_MS,
  timezone: 'UTC',
  maxMessageChars: 20_000,
  maxValueBytes: 262_144,
  includePrompts: false,
  filters: { keys: ALL, models: ALL, teams: ALL, healthChecks: false },
}

/** Fills in what was not given. */
export function withDefaults(options: SourceOptions): SourceSettings {
  return { ...DEFAULTS, ...options }
}
