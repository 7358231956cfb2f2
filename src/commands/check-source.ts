import type { SourceTable } from '../events/event.ts'
import { plainLine } from '../redaction/plain-text.ts'
import { type Finding, fail, ok, warn } from './check.ts'

/** One of LiteLLM's log tables as this role finds it. Times in epoch milliseconds; null for none. */
export interface LogTableFacts {
  readonly table: SourceTable
  /** `unusable`: it is there, but what it takes to read failures is not granted. */
  readonly usability: 'usable' | 'unusable' | 'missing'
  /** Columns that are there but may not be read. */
  readonly unreadable: readonly string[]
  /** Whether a read bounded by time is cheap. */
  readonly timeIndexed: boolean
  readonly estimatedRows: number
  readonly newestFailure: number | null
  /** Newest row that is no failure; null for ErrorLogs, which has none. */
  readonly newestSuccess: number | null
}

/** What was found in the source. */
export interface SourceFacts {
  /** Host and database, without credentials. */
  readonly where: string
  readonly schema: string
  /** Other schemas that hold LiteLLM's tables. */
  readonly elsewhere: readonly string[]
  readonly tables: readonly LogTableFacts[]
  /** Whether key aliases can be looked up in the token table. */
  readonly tokensReadable: boolean
  readonly role: { readonly user: string; readonly superuser: boolean; readonly canWrite: boolean }
  /** The statements that would grant what is read. */
  readonly grants: string
  /** The database's clock. */
  readonly now: number
  /** How far back `newestFailure` and `newestSuccess` looked. */
  readonly lookbackMs: number
}

const day = 86_400_000

const ago = (time: number, now: number): string => {
  const minutes = Math.max(0, Math.round((now - time) / 60_000))
  if (minutes < 120) return `${minutes} min ago`
  return minutes < 2880
    ? `${Math.round(minutes / 60)} h ago`
    : `${Math.round(minutes / 1440)} d ago`
}

const granting = ({ grants }: SourceFacts): string => `as the owner of the tables: ${grants}`

/** Columns that an event is made of; without the others, prompts above all, Lookout does well. */
const needed: ReadonlySet<string> = new Set([
  'request_id',
  'startTime',
  'endTime',
  'created_at',
  'model',
  'model_group',
  'custom_llm_provider',
  'api_key',
  'team_id',
  'status',
  'metadata',
  'litellm_model_name',
  'status_code',
  'exception_type',
  'exception_string',
])

const isUsable = ({ usability }: LogTableFacts): boolean => usability === 'usable'

const tableFindings = (facts: SourceFacts, table: LogTableFacts): Finding[] => {
  const name = `LiteLLM_${table.table}`
  if (table.usability === 'missing') return []
  if (table.usability === 'unusable') {
    const columns = table.unreadable.length === 0 ? 'its columns' : table.unreadable.join(', ')
    // Nothing has written ErrorLogs since March 2025: beside a SpendLogs that can be read, its loss is a small one.
    const spare = table.table === 'ErrorLogs' && facts.tables.some(isUsable)
    const tell = spare ? warn : fail
    return [tell('privileges', `${name}: no right to read ${columns}`, granting(facts))]
  }
  const findings = [ok('table', `${name} is readable, about ${table.estimatedRows} rows`)]
  const missing = table.unreadable.filter((column) => needed.has(column))
  if (missing.length > 0) {
    findings.push(
      warn(
        'privileges',
        `${name}: no right to read ${missing.join(', ')}: these fields stay empty`,
        granting(facts),
      ),
    )
  }
  // ErrorLogs never had an index, and is read seldom for it.
  if (table.table === 'SpendLogs' && !table.timeIndexed) {
    findings.push(
      warn(
        'table',
        `${name} has no index on "startTime": every poll reads all of it`,
        `CREATE INDEX CONCURRENTLY ON "${facts.schema}"."${name}" ("startTime"), which a schema sync of LiteLLM may drop again`,
      ),
    )
  }
  return findings
}

const logging = (facts: SourceFacts): Finding => {
  const usable = facts.tables.filter(isUsable)
  const days = `${Math.round(facts.lookbackMs / day)} d`
  const failures = usable
    .flatMap(({ table, newestFailure: at }) => (at === null ? [] : [{ table, at }]))
    .sort((a, b) => b.at - a.at)
  const [newest] = failures
  if (newest !== undefined) {
    const when = ago(newest.at, facts.now)
    return ok('logging', `failures live in LiteLLM_${newest.table}, the newest ${when}`)
  }
  const successes = usable.flatMap(({ newestSuccess }) => newestSuccess ?? [])
  if (successes.length > 0) {
    return warn(
      'logging',
      `requests are logged (the newest ${ago(Math.max(...successes), facts.now)}) but not one failure in ${days}`,
      "if that cannot be, look for disable_error_logs: true in LiteLLM's general_settings",
    )
  }
  return warn(
    'logging',
    `no request at all is logged in ${days}`,
    'look whether this is the database the proxy writes to, and for disable_spend_logs in its settings',
  )
}

// Lookout only ever reads, but the role's password may leak.
const roleFindings = ({ role }: SourceFacts): Finding[] => {
  const remedy = 'a role that may only SELECT is enough: see "read-only role" in the README'
  const user = plainLine(role.user)
  if (role.superuser) return [warn('privileges', `${user} is a superuser`, remedy)]
  return role.canWrite ? [warn('privileges', `${user} may write to the log tables`, remedy)] : []
}

/** What the source's facts mean, a finding each, with the remedy in one line. */
export const sourceFindings = (facts: SourceFacts): readonly Finding[] => {
  const findings = [ok('database', `${plainLine(facts.where)} answers`), ...roleFindings(facts)]
  if (facts.tables.every(({ usability }) => usability === 'missing')) {
    const [other] = facts.elsewhere
    const remedy =
      other === undefined
        ? "point DATABASE_URL at the proxy's database"
        : `append ?schema=${other} to DATABASE_URL`
    const says = `schema ${facts.schema} has neither LiteLLM_SpendLogs nor LiteLLM_ErrorLogs`
    return [...findings, fail('tables', says, remedy)]
  }
  findings.push(...facts.tables.flatMap((table) => tableFindings(facts, table)))
  if (!facts.tokensReadable) {
    findings.push(
      warn(
        'privileges',
        'LiteLLM_VerificationToken is not readable: some keys show as a short hash',
        granting(facts),
      ),
    )
  }
  if (facts.tables.some(isUsable)) findings.push(logging(facts))
  return findings
}
