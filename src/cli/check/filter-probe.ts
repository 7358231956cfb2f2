import { openSource, unfiltered } from '../../app/open/open-source.ts'
import type { Config } from '../../config/config-schema.ts'
import type { ErrorEvent } from '../../domain/event.ts'
import { matchesGlob } from '../../domain/glob.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { namesOrEmpty } from '../../source/filters.ts'
import { failures } from '../keys/keys-command.ts'
import { type Finding, ok, type Probe, warn } from './check-command.ts'

/** How far back names are looked for, and in how many failures at most. */
const days = 7
const mostFailures = 50_000

type Kind = keyof Config['source']['filters']

const namesOf: Readonly<Record<Kind, (event: ErrorEvent) => readonly (string | null)[]>> = {
  keys: ({ keyName, keyHash }) => [keyName, keyHash],
  models: ({ model }) => [model],
  teams: ({ team, teamId }) => [team, teamId],
}

const kinds: readonly Kind[] = ['keys', 'models', 'teams']

const unmatched = ({ kind, pattern }: { readonly kind: Kind; readonly pattern: string }): Finding =>
  warn(
    'filters',
    { name: 'filterUnmatched', values: { filter: kind, pattern, days } },
    { name: 'filterNames' },
  )

/** Whether each name that the filters ask for is a name of anything; nothing to ask without filters. */
export const filterProbes = (config: Config, log: Logger, clock: Clock): readonly Probe[] => {
  const { filters, pageSize, window: windowMs } = config.source
  const asked = kinds.flatMap((kind) => filters[kind].include.map((pattern) => ({ kind, pattern })))
  if (asked.length === 0) return []
  const run = async (signal: AbortSignal): Promise<readonly Finding[]> => {
    const source = openSource(unfiltered(config), log, clock)
    let open = asked
    let read = 0
    try {
      for await (const page of failures(source, { days, pageSize, windowMs }, signal)) {
        for (const event of page) {
          open = open.filter(
            ({ kind, pattern }) =>
              !namesOrEmpty(namesOf[kind](event)).some((name) => matchesGlob(pattern, name)),
          )
        }
        read += page.length
        if (open.length === 0 || read >= mostFailures) break
      }
    } finally {
      await source.close()
    }
    if (open.length > 0) return open.map(unmatched)
    return [ok('filters', { name: 'filtersMatched' })]
  }
  return [{ about: 'filters', remedy: { name: 'filters' }, run }]
}
