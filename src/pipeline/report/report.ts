import { DateTime } from 'luxon'
import { type ArtifactKind, artifactKinds } from '../../domain/artifact.ts'
import type { StoredEvent } from '../../domain/event.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Explanation, ReportNotification } from '../../domain/notification.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import type { Explain, Prompt } from './explain.ts'
import { fullRows } from './matched-rows.ts'
import { type ContextStore, withCountsBefore } from './past-context.ts'
import type {
  ArtifactStore,
  Chunks,
  FullRow,
  FullRowSource,
  ReportClaim,
  ReportStore,
} from './report-ports.ts'

/** Content of the artifacts; pure functions of render. */
export interface ArtifactContents {
  readonly name: (kind: ArtifactKind, stamp: string) => string
  readonly full: (rows: AsyncIterable<FullRow>) => Chunks
  readonly analysis: (events: AsyncIterable<StoredEvent>) => Chunks
  readonly prompt: (prompt: Prompt) => Chunks
  readonly answer: (facts: Facts, explanation: Explanation) => Chunks
  readonly params: (claim: ReportClaim, facts: Facts) => Chunks
}

export interface FactsCollector {
  readonly add: (event: StoredEvent) => void
  /** `period` instead of the one given at the start. */
  readonly finish: (period?: { readonly from: number; readonly to: number }) => Facts
}

export interface ReportOptions {
  readonly instance: string
  readonly timezone: string
  readonly write: Readonly<Record<ArtifactKind, boolean>>
  /** Names of the channels that are notified of a report; none by default. */
  readonly notify: readonly string[]
}

export interface ReportPorts {
  readonly store: ReportStore & ContextStore
  readonly source: FullRowSource
  readonly artifacts: ArtifactStore
  readonly contents: ArtifactContents
  readonly collectFacts: (from: number, to: number) => FactsCollector
  readonly explain: Explain
}

/** What was removed from the model's answer is listed below the prompt, and nowhere else. */
async function* withMargin(chunks: Chunks, margin: string): Chunks {
  yield* chunks
  yield margin
}

/**
 * Writes the artifacts for every event that is in no report yet, with the model's explanation, and queues the
 * notification if configured.
 */
export const createReport = (
  ports: ReportPorts,
  options: ReportOptions,
  clock: Clock,
  log: Logger,
) => {
  const { store, source, artifacts, contents } = ports

  const freeName = async (): Promise<{ startedAt: number; folder: string; stamp: string }> => {
    const startedAt = clock.now()
    const local = DateTime.fromMillis(startedAt, { zone: options.timezone })
    const folder = local.toFormat('yyyy-MM-dd')
    for (let n = 1; ; n++) {
      const stamp = n === 1 ? local.toFormat('HHmmss') : `${local.toFormat('HHmmss')}-${n}`
      const taken = await Promise.all(
        artifactKinds.map((kind) => artifacts.exists(folder, contents.name(kind, stamp))),
      )
      if (!taken.includes(true)) return { startedAt, folder, stamp }
    }
  }

  /** Computes the facts of a claim from its events as they pass on to `take`. */
  const factsOf = async (
    claim: ReportClaim,
    take: (events: AsyncIterable<StoredEvent>) => Promise<void>,
  ): Promise<Facts> => {
    const collector = ports.collectFacts(claim.startedAt, claim.startedAt)
    const passing = async function* (): AsyncGenerator<StoredEvent> {
      for await (const event of store.reportEvents(claim)) {
        collector.add(event)
        yield event
      }
    }
    await take(passing())
    const { firstSeen } = collector.finish()
    const period = { from: firstSeen ?? claim.startedAt, to: claim.startedAt }
    return withCountsBefore(store, collector.finish(period))
  }

  const writeReport = async (claim: ReportClaim, signal: AbortSignal): Promise<void> => {
    const files: string[] = []
    const write = async (kind: ArtifactKind, chunks: () => Chunks) => {
      signal.throwIfAborted()
      if (!options.write[kind]) return
      files.push(await artifacts.write(claim.folder, contents.name(kind, claim.stamp), chunks()))
    }
    let missing = 0
    const gone = (count: number) => {
      missing += count
    }
    await write('full', () => {
      missing = 0
      return contents.full(fullRows(store.reportEvents(claim), source, signal, gone))
    })
    if (missing > 0)
      log.warn(
        { report: claim.id, missing },
        `${missing} rows are no longer in the tables (retention, a dropped partition): reported from the state`,
      )
    const facts = await factsOf(claim, async (events) => {
      await write('analysis', () => contents.analysis(events))
      // Events that no file consumed are counted all the same.
      for await (const _ of events);
    })
    const { explanation, prompt, margin } = await ports.explain(facts, signal)
    await write('prompt', () => withMargin(contents.prompt(prompt), margin))
    await write('answer', () => contents.answer(facts, explanation))
    await write('params', () => contents.params(claim, facts))
    const now = clock.now()
    const notification: ReportNotification = {
      kind: 'report',
      id: `report-${claim.id}-${claim.startedAt}`,
      instance: options.instance,
      timezone: options.timezone,
      createdAt: now,
      facts,
      explanation,
      files,
    }
    const queue = [{ notification, channels: options.notify, orderKey: notification.id }]
    await store.finishReport({
      id: claim.id,
      now,
      files,
      queue: options.notify.length > 0 ? queue : [],
    })
    log.info(
      { report: claim.id, events: claim.count, files },
      `report of ${claim.count} failures written`,
    )
  }

  return async (signal: AbortSignal): Promise<{ readonly reports: number }> => {
    let reports = 0
    for (const claim of await store.unfinishedReports()) {
      await writeReport(claim, signal)
      reports++
    }
    const claim = await store.claimReport(await freeName())
    if (claim === null) return { reports }
    await writeReport(claim, signal)
    return { reports: reports + 1 }
  }
}
