import type { ErrorEvent } from '../domain/event.ts'
import type { NameFilter, SourceFilters } from './source-filters.ts'

const HEALTH_CHECK = 'litellm-internal-health-check'

/** Whether a name is matched whole; `*` stands for any run of characters. Linear in the name for each star. */
export function matchesName(pattern: string, name: string): boolean {
  const parts = pattern.split('*')
  const head = parts[0] ?? ''
  const tail = parts.at(-1) ?? ''
  if (parts.length === 1) return pattern === name
  if (name.length < head.length + tail.length) return false
  if (!name.startsWith(head) || !name.endsWith(tail)) return false
  let at = head.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return at <= name.length - tail.length
}

/** The names there are. What has none goes by the empty text: `*` takes it, and so does an empty pattern. */
export function namesOrEmpty(names: readonly (string | null)[]): readonly string[] {
  const known = names.filter((name) => name !== null)
  return known.length === 0 ? [''] : known
}

function takes(filter: NameFilter, names: readonly (string | null)[]): boolean {
  const given = namesOrEmpty(names)
  const matched = (patterns: readonly string[]) =>
    patterns.some((pattern) => given.some((name) => matchesName(pattern, name)))
  if (matched(filter.exclude)) return false
  return filter.include.length === 0 || matched(filter.include)
}

/** Whose a request was. */
export type Owner = Pick<ErrorEvent, 'keyHash' | 'keyName' | 'teamId' | 'team' | 'model'>

function isHealthCheck(event: Owner): boolean {
  return [event.keyHash, event.keyName, event.teamId, event.team].includes(HEALTH_CHECK)
}

/** Whether an event is to be read. Looks at the resolved names, so it cannot be a part of the query. */
export function passes(filters: SourceFilters, event: Owner): boolean {
  return (
    (filters.healthChecks || !isHealthCheck(event)) &&
    takes(filters.keys, [event.keyName, event.keyHash]) &&
    takes(filters.models, [event.model]) &&
    takes(filters.teams, [event.team, event.teamId])
  )
}
