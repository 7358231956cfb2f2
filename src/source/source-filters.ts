import { HOUR_MS } from '../domain/units.ts'
/** Names to include (none listed: all) and to exclude; a name is exact or has `*` for any text. */
export interface NameFilter {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** Which failures are read. Filters apply to the resolved names, so an alias from the token table counts. */
export interface SourceFilters {
  /** Key aliases, or hashes as LiteLLM stores them. */
  readonly keys: NameFilter
  /** As in `ErrorEvent.model`: the public name (model_group) if there is one. */
  readonly models: NameFilter
  /** Team aliases or ids. */
  readonly teams: NameFilter
  /** Keep failures of LiteLLM's own health checks. Default false. */
  readonly healthChecks: boolean
}

export interface SourceOptions {
  /** LiteLLM's DATABASE_URL unchanged, including Prisma's parameters. */
  readonly url: string
  /** PEM file of the CA that signed the server's certificate; turns checking on. Default: none. */
  readonly caFile?: string
  /** Maximum number of connections. Default 2. */
  readonly poolSize?: number
  /** Time limit for a connection, milliseconds. Default 10,000. */
  readonly connectTimeout?: number
  /** Time limit for a statement in the database, milliseconds. Default 15,000. */
  readonly statementTimeout?: number
  /** Time limit for a lock, as when LiteLLM drops a partition, milliseconds. Default 2,000. */
  readonly lockTimeout?: number
  /** Share of the database's time for polls of a large table without an index on startTime. Default 0.02. */
  readonly unindexedShare?: number
  /** Milliseconds after which tables and columns are looked up again. Default 3,600,000. */
  readonly shapeInterval?: number
  /** IANA zone of the timestamps without zone that LiteLLM wrote before February 2025. Default UTC. */
  readonly timezone?: string
  /** Maximum length of an error message, characters. Default 65,536. */
  readonly maxMessageChars?: number
  /** Size above which a value of a full row is replaced by a note, bytes. Default 262,144. */
  readonly maxValueBytes?: number
  /** Include prompts and bodies in full rows. Default false. */
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

/** Fills in the defaults. */
export function withDefaults(options: SourceOptions): SourceSettings {
  return { ...DEFAULTS, ...options }
}
