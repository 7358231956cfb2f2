import { plainLine } from '../../classify/redaction/plain-text.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { SourceDescription } from '../../source/shape/description.ts'
import { type Finding, ok, warn } from './check-command.ts'

// Lookout only ever reads, but the role's password may leak.
export const roleFindings = (
  { role }: SourceDescription,
  { promptsWanted }: { readonly promptsWanted: boolean },
): Finding[] => {
  const remedy = { name: 'readOnlyRole' } as const
  const user = plainLine(role.user)
  if (role.superuser) return [warn('privileges', { name: 'superuser', values: { user } }, remedy)]
  const findings = role.canWrite
    ? [warn('privileges', { name: 'mayWrite', values: { user } }, remedy)]
    : []
  if (role.prompts.length > 0 && !promptsWanted) {
    const columns = role.prompts.join(', ')
    findings.push(
      warn(
        'privileges',
        { name: 'mayReadPrompts', values: { user, columns } },
        { name: 'noPromptsRole' },
      ),
    )
  }
  return findings
}

/** Rows this far ahead of the database's clock are no matter of a slow network. */
const ahead = 5 * MINUTE_MS

/** Whose stamps are not what they seem: rows from the future, and the local times of old versions. */
export const stampFindings = ({ tables, now, timezone }: SourceDescription): Finding[] => {
  const newest = Math.max(
    ...tables.flatMap((table) => [table.newestFailure ?? 0, table.newestSuccess ?? 0]),
  )
  const oldest = Math.min(...tables.map((table) => table.oldestLocal ?? Number.POSITIVE_INFINITY))
  const findings: Finding[] = []
  if (newest > now + ahead) {
    findings.push(
      warn(
        'clock',
        { name: 'rowsAhead', values: { minutes: Math.round((newest - now) / MINUTE_MS) } },
        { name: 'proxyClock' },
      ),
    )
  }
  if (oldest === Number.POSITIVE_INFINITY) return findings
  const since = new Date(oldest).toISOString().slice(0, 10)
  const says = { name: 'localTimes', values: { since, timezone } } as const
  return [
    ...findings,
    timezone === 'UTC'
      ? warn('time zone', says, { name: 'sourceTimezone' })
      : ok('time zone', says),
  ]
}
