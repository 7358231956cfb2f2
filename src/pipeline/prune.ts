import { DateTime } from 'luxon'
import type { Clock, Logger } from '../domain/ports.ts'

export interface PrunableStore {
  /** Deletes what is older than these moments (epoch milliseconds); returns how much of what. */
  readonly prune: (before: {
    readonly events: number
    readonly groups: number
    readonly reports: number
  }) => Promise<Readonly<Record<string, number>>>
}

export interface PrunableArtifacts {
  /** Removes date folders before this day (YYYY-MM-DD); returns how many. */
  readonly prune: (beforeDay: string) => Promise<number>
}

export interface PruneOptions {
  readonly timezone: string
  readonly eventsMs: number
  readonly groupsMs: number
  readonly reportsMs: number
  readonly artifactsMs: number
}

/** Deletes state and artifacts that are past their retention. */
export const createPrune = (
  store: PrunableStore,
  artifacts: PrunableArtifacts,
  options: PruneOptions,
  clock: Clock,
  log: Logger,
) => {
  return async (): Promise<void> => {
    const now = clock.now()
    const dropped = await store.prune({
      events: now - options.eventsMs,
      groups: now - options.groupsMs,
      reports: now - options.reportsMs,
    })
    const oldest = DateTime.fromMillis(now - options.artifactsMs, { zone: options.timezone })
    const folders = await artifacts.prune(oldest.toFormat('yyyy-MM-dd'))
    log.info({ dropped, folders }, 'pruned data past its retention')
  }
}
