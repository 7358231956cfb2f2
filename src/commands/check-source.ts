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

const grant = (schema: string, table: string): string =>
  `GRANT SELECT ON "${schema}"."LiteLLM_${table}" TO your role (and USAGE on the schema)`

const tableFindings = (facts: SourceFacts, table: LogTableFacts): Finding[] => {
  const name = `LiteLLM_${table.table}`
  if (table.usability === 'missing') return []
  if (table.usability === 'unusable') {
    const columns = table.unreadable.length === 0 ? 'its columns' : table.unreadable.join(', ')
    return [
      fail('privileges', `${name}: no right to read ${columns}`, grant(facts.schema, table.table)),
    ]
  }
  const findings = [ok('table', `${name} is readable, about ${table.estimatedRows} rows`)]
  if (table.unreadable.length > 0) {
    findings.push(
      warn(
        'privileges',
        `${name}: no right to read ${table.unreadable.join(', ')}: these fields stay empty`,
        grant(facts.schema, table.table),
      ),
    )
  }
  // ErrorLogs never had an index, and is read seldom for it.
  if (table.table === 'SpendLogs' && !table.timeIndexed) {
    findings.push(
      warn(
        'table',
        `${name} has no index on "startTime": every poll reads all of it`,
        `CREATE INDEX CONCURRENTLY ON "${facts.schema}"."${name}" ("startTime")`,
      ),
    )
  }
  return findings
}

const logging = (facts: SourceFacts): Finding => {
  const usable = facts.tables.filter(({ usability }) => usability === 'usable')
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

/** What the source's facts mean, a finding each, with the remedy in one line. */
export const sourceFindings = (facts: SourceFacts): readonly Finding[] => {
  const findings = [ok('database', `${plainLine(facts.where)} answers`)]
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
        `GRANT SELECT (token, key_alias) ON "${facts.schema}"."LiteLLM_VerificationToken" TO your role`,
      ),
    )
  }
  if (facts.tables.some(({ usability }) => usability === 'usable')) findings.push(logging(facts))
  return findings
}
