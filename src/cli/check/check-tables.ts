import { DAY_MS } from '../../domain/units.ts'
import type { SourceDescription, TableDescription } from '../../source/shape/description.ts'
import { type Finding, fail, ok, type Remedy, warn } from './check-command.ts'

export const granting = ({ grants }: SourceDescription): Remedy => ({
  name: 'grant',
  values: { grants },
})

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
    const columns = table.unreadable.join(', ')
    // Nothing has written ErrorLogs since March 2025: beside a SpendLogs that can be read, its loss is a small one.
    const spare = table.table === 'ErrorLogs' && facts.tables.some(isUsable)
    const tell = spare ? warn : fail
    const says =
      columns === ''
        ? ({ name: 'noRight', values: { table: name } } as const)
        : ({ name: 'noRightTo', values: { table: name, columns } } as const)
    return [tell('privileges', says, granting(facts))]
  }
  const size = table.bytes === null ? 'unknown' : sizeText(table.bytes)
  const index = table.timeIndexed && !table.readWhole ? 'used' : 'none'
  const findings = [
    ok('table', {
      name: 'readable',
      values: { table: name, rows: table.estimatedRows, size, index },
    }),
  ]
  const missing = table.unreadable.filter((column) => needed.has(column))
  if (missing.length > 0) {
    findings.push(
      warn(
        'privileges',
        { name: 'fieldsEmpty', values: { table: name, columns: missing.join(', ') } },
        granting(facts),
      ),
    )
  }
  // ErrorLogs never had an index, and is read seldom for it.
  if (table.table === 'SpendLogs' && !table.timeIndexed) {
    findings.push(
      warn(
        'table',
        { name: 'noIndex', values: { table: name } },
        { name: 'createIndex', values: { schema: facts.schema, table: name } },
      ),
    )
  }
  if (table.timeIndexed && table.readWhole) {
    findings.push(
      warn(
        'table',
        { name: 'indexUnused', values: { table: name } },
        { name: 'analyze', values: { schema: facts.schema, table: name } },
      ),
    )
  }
  return findings
}

/** Which table holds failures, or why there may be none. */
export const logging = (facts: SourceDescription): Finding => {
  const usable = facts.tables.filter(isUsable)
  const days = Math.round(facts.lookbackMs / DAY_MS)
  const failures = usable
    .flatMap(({ table, newestFailure: at }) => (at === null ? [] : [{ table, at }]))
    .sort((a, b) => b.at - a.at)
  const [newest] = failures
  if (newest !== undefined) {
    const table = `LiteLLM_${newest.table}`
    const values = { table, newest: { ago: facts.now - newest.at } }
    return ok('logging', { name: 'failuresLogged', values })
  }
  const successes = usable.flatMap(({ newestSuccess }) => newestSuccess ?? [])
  if (successes.length > 0) {
    const values = { newest: { ago: facts.now - Math.max(...successes) }, days }
    return warn('logging', { name: 'noFailures', values }, { name: 'errorLogs' })
  }
  return warn('logging', { name: 'noRequests', values: { days } }, { name: 'spendLogs' })
}
