import type { Config } from '../../config/config-schema.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import { createSource, type Source } from '../../source/create-source.ts'
import type { NameFilter } from '../../source/source-filters.ts'

/** LiteLLM's tables, read as configured. Connects at the first use. Throws SourceError. */
export const openSource = ({ source, artifacts }: Config, log: Logger, clock: Clock): Source =>
  createSource(
    {
      url: source.url,
      caFile: source.caFile,
      poolSize: source.poolSize,
      connectTimeout: source.connectTimeout,
      statementTimeout: source.statementTimeout,
      lockTimeout: source.lockTimeout,
      unindexedShare: source.unindexedShare,
      shapeInterval: source.shapeInterval,
      timezone: source.timezone,
      maxMessageChars: source.maxMessageLength,
      includePrompts: artifacts.includePrompts,
      filters: { ...source.filters, healthChecks: source.includeHealthChecks },
    },
    log,
    clock,
  )

type Filters = Config['source']['filters']

const everything: NameFilter = { include: [], exclude: [] }

/** The configuration without its filters: to list what there is to filter by. */
export const unfiltered = (config: Config): Config => ({
  ...config,
  source: {
    ...config.source,
    includeHealthChecks: true,
    filters: { keys: everything, models: everything, teams: everything },
  },
})

/** The configuration with one requested name instead of those it includes; what it excludes stays excluded. */
export const narrowedTo = (
  config: Config,
  asked: Readonly<Partial<Record<keyof Filters, string>>>,
): Config => {
  const { filters } = config.source
  const narrowed = (name: keyof Filters): NameFilter => {
    const only = asked[name]
    return only === undefined ? filters[name] : { ...filters[name], include: [only] }
  }
  return {
    ...config,
    source: {
      ...config.source,
      filters: {
        keys: narrowed('keys'),
        models: narrowed('models'),
        teams: narrowed('teams'),
      },
    },
  }
}
