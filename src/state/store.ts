import type { Clock, Logger } from '../domain/ports.ts'
import type { ModelUsage, OwnCalls } from '../explain/model-ports.ts'
import type { OutboxStore } from '../pipeline/deliver/deliver-ports.ts'
import type { DigestStore } from '../pipeline/digest/digest-ports.ts'
import type { EvaluationStore } from '../pipeline/evaluate/evaluate-ports.ts'
import type { NoDataStore } from '../pipeline/evaluate/no-data.ts'
import type { PollStore } from '../pipeline/ingest/poll-ports.ts'
import type { RegroupStore } from '../pipeline/ingest/regroup-ports.ts'
import type { RequestStore } from '../pipeline/ingest/requests-ports.ts'
import type { SeedStore } from '../pipeline/ingest/seed.ts'
import type { SweepStore } from '../pipeline/ingest/sweep.ts'
import type { AlertExplanationsStore } from '../pipeline/notify/alert-explanations-ports.ts'
import type { ContextStore } from '../pipeline/report/past-context.ts'
import type { ReportStore } from '../pipeline/report/report-ports.ts'
import type { PageStore } from '../web/read-model.ts'
import { createAlerts, readAlertGroups } from './alerts/alert-rows.ts'
import { createBaselines } from './alerts/baselines.ts'
import { createSilences, type Silences } from './alerts/silence-rows.ts'
import { type Database, StateError } from './database.ts'
import { createSweeps } from './events/high-water-marks.ts'
import { createLateness } from './events/lateness-counts.ts'
import { createCounts } from './events/minute-counts.ts'
import { createMinutes } from './events/minutes.ts'
import { createOwnCalls } from './events/own-calls.ts'
import { createPages } from './events/pages.ts'
import { createRequests } from './events/request-rows.ts'
import { createSeeds } from './events/seeds.ts'
import { createSeriesIndex } from './events/series.ts'
import { createGaps, createWatching } from './events/watching.ts'
import { createGroupBook, type GroupBook } from './groups/group-book.ts'
import { type GroupRecord, readGroups } from './groups/group-records.ts'
import { createGroupings } from './groups/groupings.ts'
import { copyState, prepareFile, stateFile } from './location.ts'
import {
  type HeldBy,
  heldBy,
  type LockOwner,
  readLockOwner,
  takeLock,
  writeLockOwner,
} from './lock.ts'
import { migrate, schemaVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations.ts'
import { createOutbox, type OutboxClock } from './outbox/outbox.ts'
import { createOnceNotices } from './outbox/outbox-queue.ts'
import { type PruneBefore, type Pruned, prune } from './prune-state.ts'
import { createPurge, type Purge } from './purge-state.ts'
import { createRebuilding, type Rebuilding } from './rebuilding.ts'
import { createDigests } from './reports/digest-rows.ts'
import { createExplanations } from './reports/explanations.ts'
import { createReports } from './reports/report-rows.ts'
import { openSqlite } from './sqlite.ts'
import { readStatus, type StateStatus } from './state-status.ts'
import { createViews } from './views/views.ts'

/** The state database. All of its calls throw StateError. */
export interface Store
  extends PollStore,
    EvaluationStore,
    OutboxStore,
    AlertExplanationsStore,
    OutboxClock,
    ReportStore,
    DigestStore,
    Pick<ContextStore, 'watchGaps'>,
    OwnCalls,
    ModelUsage,
    Purge,
    RequestStore,
    SeedStore,
    SweepStore,
    Pick<NoDataStore, 'notifyOnce'>,
    Rebuilding,
    RegroupStore,
    GroupBook,
    Silences {
  /** What the page reads. */
  readonly views: PageStore
  readonly groups: (fingerprints: readonly string[]) => Promise<ReadonlyMap<string, GroupRecord>>
  readonly status: () => Promise<StateStatus>
  /** The daemon that owns the lock; null for none. */
  readonly heldBy: () => Promise<HeldBy | null>
  readonly prune: (before: PruneBefore) => Promise<Pruned>
  /** Copies the state as of one moment to a file, while it is in use. */
  readonly backup: (file: string) => Promise<void>
  /** Waits for running work, closes the file and releases the lock. May be called twice. */
  readonly close: () => Promise<void>
}

export interface OpenOptions extends Clock {
  readonly log: Logger
  /** For the daemon: takes the lock until `close`. Other processes leave it out. */
  readonly hold?: LockOwner
}

const MIGRATION_WAIT_MS = 5_000
const HOLD_WAIT_MS = 1_000

const refused = async (db: Database, path: string, doing: string): Promise<StateError> => {
  // The other one may be so new that its tables do not exist yet.
  const lockOwner = (await schemaVersion(db, path)) === 0 ? null : await readLockOwner(db)
  const who =
    lockOwner === null
      ? 'another daemon has it'
      : `the daemon with process id ${lockOwner.pid} on ${lockOwner.host} has it since ` +
        new Date(lockOwner.since).toISOString()
  return new StateError('held', `state ${path}: ${doing}: ${who}`)
}

const bringForward = async (
  db: Database,
  path: string,
  { log, now, hold }: OpenOptions,
): Promise<void> => {
  const latest = MIGRATIONS.at(-1)?.version ?? 0
  if (hold === undefined && (await schemaVersion(db, path)) === latest) return
  // Without the lock, an older daemon may be using the tables that are about to change.
  const release = hold === undefined ? takeLock(path, MIGRATION_WAIT_MS) : () => undefined
  if (release === null) throw await refused(db, path, 'it cannot be brought forward')
  try {
    const keepCopy = (version: number) => copyState(path, `${path}.before-v${version}`)
    const { from, to } = await migrate(db, MIGRATIONS, { path, now: now(), keepCopy })
    if (from !== to) log.info({ path, from, to }, 'state schema migrated')
  } finally {
    release()
  }
}

const wire = (db: Database, path: string, clock: Clock, release: () => void): Store => {
  const series = createSeriesIndex()
  return {
    ...createPages(db, series),
    ...createWatching(db),
    ...createLateness(db),
    ...createOnceNotices(db),
    ...createRebuilding(db),
    ...createGroupings(db),
    ...createGroupBook(db),
    ...createCounts(db),
    ...createMinutes(db),
    ...createRequests(db),
    ...createSeeds(db, series),
    ...createBaselines(db),
    ...createAlerts(db, clock.now),
    ...createGaps(db),
    ...createOutbox(db),
    ...createSilences(db),
    alertGroups: () => readAlertGroups(db),
    ...createReports(db),
    ...createDigests(db),
    ...createOwnCalls(db),
    ...createExplanations(db),
    ...createPurge(db),
    ...createSweeps(db),
    views: createViews(db, clock.now),
    groups: (fingerprints) => readGroups(db, fingerprints),
    status: () => readStatus(db, clock.now()),
    heldBy: () => heldBy(db, path),
    prune: (before) => prune(db, series, before, clock.now()),
    backup: (file) => copyState(path, file),
    close: async () => {
      await db.close()
      release()
    },
  }
}

/** A damaged page may be found only much later, so the daemon checks all of them at start. */
const refuseBroken = async (db: Database, path: string): Promise<void> => {
  const [row = {}] = await db.all('PRAGMA quick_check(1)')
  const said = Object.values(row)[0]
  if (said !== 'ok') throw new StateError('corrupt', `state ${path} is damaged: ${said}`)
}

/**
 * Opens the state at `sqlite:PATH`, creating or migrating it as needed. Throws StateError: `url`, `unwritable`, `held`
 * (another daemon owns the lock), `corrupt`, `foreign`, `newer`.
 */
export const openState = async (url: string, options: OpenOptions): Promise<Store> => {
  const path = stateFile(url)
  prepareFile(path)
  const release = options.hold === undefined ? () => undefined : takeLock(path, HOLD_WAIT_MS)
  let db: Database | null = null
  try {
    db = openSqlite(path)
    if (release === null) throw await refused(db, path, 'a second daemon may not run on it')
    await bringForward(db, path, options)
    if (options.hold !== undefined) {
      await refuseBroken(db, path)
      await writeLockOwner(db, { ...options.hold, since: options.now() })
    }
    return wire(db, path, options, release)
  } catch (error) {
    await db?.close()
    release?.()
    throw error
  }
}
