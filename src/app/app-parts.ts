import type { Channel } from '../domain/channel.ts'
import type { Facts } from '../domain/facts.ts'
import type { Clock, Logger } from '../domain/ports.ts'
import type { LanguageModel, ModelUsage, OwnCalls } from '../explain/model-ports.ts'
import type { OutboxStore } from '../pipeline/deliver/deliver-ports.ts'
import type { DigestStore } from '../pipeline/digest/digest-ports.ts'
import type { EvaluationStore } from '../pipeline/evaluate/evaluate-ports.ts'
import type { NoDataStore, TrafficSource } from '../pipeline/evaluate/no-data.ts'
import type { Classify } from '../pipeline/ingest/intake.ts'
import type { FailureSource, PollStore } from '../pipeline/ingest/poll-ports.ts'
import type { RegroupStore } from '../pipeline/ingest/regroup-ports.ts'
import type { RequestSource, RequestStore } from '../pipeline/ingest/requests-ports.ts'
import type { SeedStore } from '../pipeline/ingest/seed.ts'
import type { SweepStore } from '../pipeline/ingest/sweep.ts'
import type { AlertExplanationsStore } from '../pipeline/notify/alert-explanations-ports.ts'
import type { PrunableArtifacts, PrunableStore } from '../pipeline/prune.ts'
import type { Explain, Prompt } from '../pipeline/report/explain.ts'
import type { ContextStore } from '../pipeline/report/past-context.ts'
import type { ArtifactContents, FactsCollector } from '../pipeline/report/report.ts'
import type { ArtifactStore, FullRowSource, ReportStore } from '../pipeline/report/report-ports.ts'
import type { Rebuilding } from '../state/rebuilding.ts'
import type { PageStore, SilenceStore } from '../web/read-model.ts'
import type { PromptKind } from './open/open-prompt.ts'

type DaemonStore = PollStore &
  EvaluationStore &
  OutboxStore &
  AlertExplanationsStore &
  ReportStore &
  DigestStore &
  ContextStore &
  RequestStore &
  SeedStore &
  SweepStore &
  RegroupStore &
  NoDataStore &
  Pick<Rebuilding, 'rebuildingSince' | 'endRebuilding'> &
  OwnCalls &
  ModelUsage &
  SilenceStore &
  PrunableStore & {
    /** What the page reads. */
    readonly views: PageStore
    /** When the next unsent message of a channel is due, epoch milliseconds; null for none. */
    readonly nextOutboxDue: (channel: string) => Promise<number | null>
    readonly close: () => Promise<void>
  }

/** Everything that does I/O, opened; the jobs are the same whatever implements these ports. */
export interface Parts {
  readonly source: FailureSource &
    FullRowSource &
    RequestSource &
    TrafficSource & { readonly close: () => Promise<void> }
  readonly store: DaemonStore
  readonly artifacts: ArtifactStore & PrunableArtifacts
  readonly channels: readonly Channel[]
  readonly model: LanguageModel | null
  /** Calls an external dead man's switch when all is well; null if there is none. */
  readonly heartbeat: ((signal: AbortSignal) => Promise<void>) | null
  readonly contents: ArtifactContents
  readonly classify: Classify
  /** Secrets removed so far, by kind. */
  readonly redactions: ReadonlyMap<string, number>
  /** Counts calls to the model; absent if nothing counts them. */
  readonly watchExplain?: (explain: Explain) => Explain
  readonly collectFacts: (from: number, to: number) => FactsCollector
  readonly promptOf: (facts: Facts, kind?: PromptKind) => Prompt
}

/** Everything from outside the program. */
export interface World {
  readonly clock: Clock
  readonly log: Logger
  /** In [0, 1). */
  readonly random: () => number
  readonly newId: () => string
  /** Called when no job is running: the moment to release memory. */
  readonly tidy?: () => void
}
