import { plainLine } from '../../classify/redaction/plain-text.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { SourceDescription } from '../../source/shape/description.ts'
import { type Finding, ok, warn } from './check-command.ts'

// Lookout only ever reads, but the role's password may leak.
export const roleFindings = (
  { role }: SourceDescription,
  { promptsWanted }: { readonly promptsWanted: boolean },
): Finding[] => {
  const remedy = 'a role that may only SELECT is enough: see "read-only role" in the README'
  const user = plainLine(role.user)
  if (role.superuser) return [warn('privileges', `${user} is a superuser`, remedy)]
  const findings = role.canWrite
    ? [warn('privileges', `${user} may write to the log tables`, remedy)]
    : []
  if (role.prompts.length > 0 && !promptsWanted) {
    const columns = role.prompts.join(', ')
    findings.push(
      warn(
        'privileges',
        `${user} may read prompts and answers (${columns}), which Lookout does not need`,
        'deploy/sql/read-only-role.sql makes a role that may not',
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
        `the newest row is ${Math.round((newest - now) / MINUTE_MS)} min ahead of the database's clock`,
        "set the proxy's clock by NTP; LiteLLM before 1.60 writes its local time: upgrade it, or run it with TZ=UTC",
      ),
    )
  }
  if (oldest === Number.POSITIVE_INFINITY) return findings
  const since = new Date(oldest).toISOString().slice(0, 10)
  const says = `rows of ${since} to January 2025 carry the proxy's local time and are read as ${timezone}`
  return [
    ...findings,
    timezone === 'UTC'
      ? warn(
          'time zone',
          says,
          'if the proxy did not run in UTC then, set source.timezone to its zone, such as Europe/Berlin',
        )
      : ok('time zone', says),
  ]
}
