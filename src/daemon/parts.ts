import type { AlertWordsStore } from '../jobs/alert-words-ports.ts'
import type { BlindnessStore, TrafficSource } from '../jobs/blindness-ports.ts'
import type { OutboxStore } from '../jobs/deliver-ports.ts'
import type { DigestStore } from '../jobs/digest-ports.ts'
import type { EvaluationStore } from '../jobs/evaluate-ports.ts'
import type { Explain, Prompt } from '../jobs/explain.ts'
import type { LanguageModel, ModelMemory, OwnCalls } from '../jobs/explain-ports.ts'
import type { Classify } from '../jobs/intake.ts'
import type { PageStore, SilenceStore } from '../jobs/page-ports.ts'
import type { ContextStore } from '../jobs/past-context-ports.ts'
import type { FailureSource, PollStore } from '../jobs/poll-ports.ts'
import type { Clock, Logger } from '../jobs/ports.ts'
import type { PrunableArtifacts, PrunableStore } from '../jobs/prune.ts'
import type { RegroupStore } from '../jobs/regroup-ports.ts'
import type { ArtifactContents, FactsCollector } from '../jobs/report.ts'
import type { ArtifactStore, FullRowSource, ReportStore } from '../jobs/report-ports.ts'
import type { RequestSource, RequestStore } from '../jobs/requests-ports.ts'
import type { SeedStore } from '../jobs/seed-ports.ts'
import type { SweepStore } from '../jobs/sweep-ports.ts'
import type { Channel } from '../notifying/channel.ts'
import type { Rebuilding } from '../state/rebuilding.ts'
import type { Facts } from '../summary/facts.ts'
import type { PromptKind } from './open-prompt.ts'

type DaemonStore = PollStore &
  EvaluationStore &
  OutboxStore &
  AlertWordsStore &
  ReportStore &
  DigestStore &
  ContextStore &
  RequestStore &
  SeedStore &
  SweepStore &
  RegroupStore &
  BlindnessStore &
  Pick<Rebuilding, 'rebuildingSince' | 'endRebuilding'> &
  OwnCalls &
  ModelMemory &
  SilenceStore &
  PrunableStore & {
    /** What the page reads. */
    readonly views: PageStore
    /** When the next unsent message of a channel falls due, epoch milliseconds; null for none. */
    readonly nextOutboxDue: (channel: string) => Promise<number | null>
    readonly close: () => Promise<void>
  }

/** Everything that does I/O, opened; the jobs are the same whatever stands behind these ports. */
export interface Parts {
  readonly source: FailureSource &
    FullRowSource &
    RequestSource &
    TrafficSource & { readonly close: () => Promise<void> }
  readonly store: DaemonStore
  readonly artifacts: ArtifactStore & PrunableArtifacts
  readonly channels: readonly Channel[]
  readonly model: LanguageModel | null
  /** Tells an outside dead man's switch that all is well; null where there is none. */
  readonly heartbeat: ((signal: AbortSignal) => Promise<void>) | null
  readonly contents: ArtifactContents
  readonly classify: Classify
  /** Secrets taken out so far, by kind. */
  readonly redactions: ReadonlyMap<string, number>
  /** Counts what explaining took; absent where nobody counts. */
  readonly watchExplain?: (explain: Explain) => Explain
  readonly collectFacts: (from: number, to: number) => FactsCollector
  readonly promptOf: (facts: Facts, kind?: PromptKind) => Prompt
}

/** The world outside, in one hand. */
export interface World {
  readonly clock: Clock
  readonly log: Logger
  /** In [0, 1). */
  readonly dice: () => number
  readonly newId: () => string
  /** Called when no job runs any more: the moment to give back memory. */
  readonly tidy?: () => void
}
