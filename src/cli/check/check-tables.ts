import { DAY_MS, MINUTE_MS } from '../../domain/units.ts'
import { english } from '../../i18n/locales.ts'
import type { SourceDescription, TableDescription } from '../../source/shape/description.ts'
import { type Finding, fail, ok, warn } from './check-command.ts'

const ago = (time: number, now: number): string => {
  const { messages } = english
  return now - time < MINUTE_MS
    ? 'just now'
    : messages.ago({ duration: messages.format.roughly(now - time) })
}

export const granting = ({ grants }: SourceDescription): string =>
  `as the owner of the tables: deploy/sql/read-only-role.sql, or with prompts and all: ${grants}`

const sizeText = (bytes: number): string => {
  const steps = ['kB', 'MB', 'GB', 'TB']
  let [size, step] = [bytes / 1e3, 0]
  for (; size >= 1e3 && step < steps.length - 1; step++) size /= 1e3
  return `${size.toFixed(size < 10 ? 1 : 0)} ${steps[step]}`
}

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

export const isUsable = ({ usability }: TableDescription): boolean => usability === 'usable'

export const tableFindings = (facts: SourceDescription, table: TableDescription): Finding[] => {
  const name = `LiteLLM_${table.table}`
  if (table.usability === 'missing') return []
  if (table.usability === 'unusable') {
    const columns = table.unreadable.length === 0 ? 'its columns' : table.unreadable.join(', ')
    // Nothing has written ErrorLogs since March 2025: beside a SpendLogs that can be read, its loss is a small one.
    const spare = table.table === 'ErrorLogs' && facts.tables.some(isUsable)
    const tell = spare ? warn : fail
    return [tell('privileges', `${name}: no right to read ${columns}`, granting(facts))]
  }
  const size = table.bytes === null ? '' : `, ${sizeText(table.bytes)}`
  const indexed = table.timeIndexed && !table.readWhole ? '; polls use its index' : ''
  const findings = [
    ok('table', `${name} is readable: about ${table.estimatedRows} rows${size}${indexed}`),
  ]
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
  if (table.timeIndexed && table.readWhole) {
    findings.push(
      warn(
        'table',
        `${name} has an index on "startTime", but the database would read the whole table for a poll`,
        `ANALYZE "${facts.schema}"."${name}"; if that does not help, see what EXPLAIN says of a query bounded by "startTime"`,
      ),
    )
  }
  return findings
}

/** Which table holds failures, or why there may be none. */
export const logging = (facts: SourceDescription): Finding => {
  const usable = facts.tables.filter(isUsable)
  const days = `${Math.round(facts.lookbackMs / DAY_MS)} d`
  const failures = usable
    .flatMap(({ table, newestFailure: at }) => (at === null ? [] : [{ table, at }]))
    .sort((a, b) => b.at - a.at)
  const [newest] = failures
  if (newest !== undefined) {
    const when = ago(newest.at, facts.now)
    return ok('logging', `failures are in LiteLLM_${newest.table}, newest ${when}`)
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
    `no requests logged in ${days}`,
    'check that this is the database the proxy writes to, and look for disable_spend_logs in its settings',
  )
}
