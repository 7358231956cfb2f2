import type { AlertWordsStore } from '../jobs/alert-words-ports.ts'
import type { BlindnessStore } from '../jobs/blindness-ports.ts'
import type { OutboxStore } from '../jobs/deliver-ports.ts'
import type { DigestStore } from '../jobs/digest-ports.ts'
import type { EvaluationStore } from '../jobs/evaluate-ports.ts'
import type { ModelMemory, OwnCalls } from '../jobs/explain-ports.ts'
import type { PageStore } from '../jobs/page-ports.ts'
import type { ContextStore } from '../jobs/past-context-ports.ts'
import type { PollStore } from '../jobs/poll-ports.ts'
import type { Logger } from '../jobs/ports.ts'
import type { RegroupStore } from '../jobs/regroup-ports.ts'
import type { ReportStore } from '../jobs/report-ports.ts'
import type { RequestStore } from '../jobs/requests-ports.ts'
import type { SeedStore } from '../jobs/seed-ports.ts'
import type { SweepStore } from '../jobs/sweep-ports.ts'
import { readAlertGroups } from './alert-groups.ts'
import { createAlerts } from './alerts.ts'
import { copyState } from './copy.ts'
import { createCounts } from './counts.ts'
import type { Database } from './database.ts'
import { createDigests } from './digests.ts'
import { createExplanations } from './explanations.ts'
import { createGaps } from './gaps.ts'
import { createGroupBook, type GroupBook } from './group-book.ts'
import { createGroupings } from './groupings.ts'
import { type GroupRecord, readGroups } from './groups.ts'
import { type HeldBy, type Holder, heldBy, readHolder, writeHolder } from './holder.ts'
import { createLateness } from './lateness.ts'
import { prepareFile, stateFile } from './location.ts'
import { takeLock } from './lock.ts'
import { createMemories } from './memories.ts'
import { migrate, schemaVersion } from './migrations.ts'
import { createMinutes } from './minutes.ts'
import { createOutbox, type OutboxClock } from './outbox.ts'
import { createOwnCalls } from './own-calls.ts'
import { createPages } from './pages.ts'
import { type PruneBefore, type Pruned, prune } from './prune.ts'
import { createPurge, type Purge } from './purge.ts'
import { createRebuilding, type Rebuilding } from './rebuilding.ts'
import { createReports } from './reports.ts'
import { createRequests } from './requests.ts'
import { createSayings } from './sayings.ts'
import { MIGRATIONS } from './schema.ts'
import { createSeeds } from './seeds.ts'
import { createSeriesIndex } from './series.ts'
import { createSilences, type Silences } from './silences.ts'
import { openSqlite } from './sqlite.ts'
import { StateError } from './state-error.ts'
import { readStatus, type StateStatus } from './status.ts'
import { createSweeps } from './sweeps.ts'
import { createViews } from './views.ts'
import { createWatching } from './watching.ts'

/** Everything that Lookout remembers. All of its calls throw StateError. */
export interface Store
  extends PollStore,
    EvaluationStore,
    OutboxStore,
    AlertWordsStore,
    OutboxClock,
    ReportStore,
    DigestStore,
    Pick<ContextStore, 'watchGaps'>,
    OwnCalls,
    ModelMemory,
    Purge,
    RequestStore,
    SeedStore,
    SweepStore,
    Pick<BlindnessStore, 'sayOnce'>,
    Rebuilding,
    RegroupStore,
    GroupBook,
    Silences {
  /** What the page reads. */
  readonly views: PageStore
  readonly groups: (fingerprints: readonly string[]) => Promise<ReadonlyMap<string, GroupRecord>>
  readonly status: () => Promise<StateStatus>
  /** The daemon that has the state now; null for none. */
  readonly heldBy: () => Promise<HeldBy | null>
  readonly prune: (before: PruneBefore) => Promise<Pruned>
  /** Copies the state as it is at one moment to a file, while it is in use. */
  readonly backup: (file: string) => Promise<void>
  /** Waits for what is under way, closes the file and lets go of the lock. May be called twice. */
  readonly close: () => Promise<void>
}

export interface OpenOptions {
  readonly log: Logger
  readonly now: () => number
  /** For the daemon: nobody else may hold the state until `close`. Others leave it out and may come and go. */
  readonly hold?: Holder
}

const MIGRATION_WAIT_MS = 5_000
const HOLD_WAIT_MS = 1_000

const refused = async (db: Database, path: string, doing: string): Promise<StateError> => {
  // The other one may be so young that its tables are not there yet.
  const holder = (await schemaVersion(db, path)) === 0 ? null : await readHolder(db)
  const who =
    holder === null
      ? 'another daemon has it'
      : `the daemon with process id ${holder.pid} on ${holder.host} has it since ` +
        new Date(holder.since).toISOString()
  return new StateError('held', `state ${path}: ${doing}: ${who}`)
}

const bringForward = async (
  db: Database,
  path: string,
  { log, now, hold }: OpenOptions,
): Promise<void> => {
  const latest = MIGRATIONS.at(-1)?.version ?? 0
  if (hold === undefined && (await schemaVersion(db, path)) === latest) return
  // Without the lock, an older daemon may be at work on the tables that are about to change.
  const release = hold === undefined ? takeLock(path, MIGRATION_WAIT_MS) : () => undefined
  if (release === null) throw await refused(db, path, 'it cannot be brought forward')
  try {
    const keepCopy = (version: number) => copyState(path, `${path}.before-v${version}`)
    const { from, to } = await migrate(db, MIGRATIONS, { path, now: now(), keepCopy })
    if (from !== to) log.info({ path, from, to }, 'state schema brought forward')
  } finally {
    release()
  }
}

const wire = (db: Database, path: string, now: () => number, release: () => void): Store => {
  const series = createSeriesIndex()
  return {
    ...createPages(db, series),
    ...createWatching(db),
    ...createLateness(db),
    ...createSayings(db),
    ...createRebuilding(db),
    ...createGroupings(db),
    ...createGroupBook(db),
    ...createCounts(db),
    ...createMinutes(db),
    ...createRequests(db),
    ...createSeeds(db, series),
    ...createMemories(db),
    ...createAlerts(db, now),
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
    views: createViews(db, now),
    groups: (fingerprints) => readGroups(db, fingerprints),
    status: () => readStatus(db, now()),
    heldBy: () => heldBy(db, path),
    prune: (before) => prune(db, series, before, now()),
    backup: (file) => copyState(path, file),
    close: async () => {
      await db.close()
      release()
    },
  }
}

/** A damaged page may be met only much later: the daemon looks at all of them before it trusts the file. */
const refuseBroken = async (db: Database, path: string): Promise<void> => {
  const [row = {}] = await db.all('PRAGMA quick_check(1)')
  const said = Object.values(row)[0]
  if (said !== 'ok') throw new StateError('corrupt', `state ${path} is damaged: ${said}`)
}

/**
 * Opens the state at `sqlite:PATH`, making and bringing it forward as needed. Throws StateError: `url`,
 * `unwritable`, `held` (another daemon has it), `corrupt`, `foreign`, `newer`.
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
      await writeHolder(db, { ...options.hold, since: options.now() })
    }
    return wire(db, path, options.now, release)
  } catch (error) {
    await db?.close()
    release?.()
    throw error
  }
}
