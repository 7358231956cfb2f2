import type { ErrorEvent } from '../domain/event.ts'
import { matchesGlob } from '../domain/glob.ts'
import type { NameFilter, SourceFilters } from './source-filters.ts'

const HEALTH_CHECK = 'litellm-internal-health-check'

/** The existing names. A missing name is the empty text: `*` matches it, and so does an empty pattern. */
export function namesOrEmpty(names: readonly (string | null)[]): readonly string[] {
  const known = names.filter((name) => name !== null)
  return known.length === 0 ? [''] : known
}

function takes(filter: NameFilter, names: readonly (string | null)[]): boolean {
  const given = namesOrEmpty(names)
  const matched = (patterns: readonly string[]) =>
    patterns.some((pattern) => given.some((name) => matchesGlob(pattern, name)))
  if (matched(filter.exclude)) return false
  return filter.include.length === 0 || matched(filter.include)
}

/** Who made a request. */
export type Owner = Pick<ErrorEvent, 'keyHash' | 'keyName' | 'teamId' | 'team' | 'model'>

function isHealthCheck(event: Owner): boolean {
  return [event.keyHash, event.keyName, event.teamId, event.team].includes(HEALTH_CHECK)
}

/** Whether an event is to be read. Uses the resolved names, so it cannot be part of the query. */
export function passes(filters: SourceFilters, event: Owner): boolean {
  return (
    (filters.healthChecks || !isHealthCheck(event)) &&
    takes(filters.keys, [event.keyName, event.keyHash]) &&
    takes(filters.models, [event.model]) &&
    takes(filters.teams, [event.team, event.teamId])
  )
}
