import { analysisText } from '../../artifacts/contents/answer-text.ts'
import {
  analysisContents,
  fullContents,
  paramsContents,
  promptContents,
} from '../../artifacts/contents/contents.ts'
import { plainLine } from '../../classify/redaction/plain-text.ts'
import type { Redact } from '../../classify/redaction/redact.ts'
import type { ArtifactKind } from '../../domain/artifact.ts'
import type { Facts } from '../../domain/facts.ts'
import type { LanguageModel } from '../../explain/model-ports.ts'
import type { BuiltPrompt } from '../../explain/prompt/prompt.ts'
import type { Locale } from '../../i18n/locale.ts'
import { english } from '../../i18n/locales.ts'
import { notesText } from '../../i18n/note-text.ts'
import type { ArtifactStore, FullRowSource } from '../../pipeline/report/report-ports.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { type PeriodChoice, periodOf } from './analyze-period.ts'
import { closingJson, closingText } from './closing.ts'
import { createProgress } from './progress.ts'
import type { ReadPorts } from './read-failures.ts'
import { createSaver, each, wholeRows } from './save-artifacts.ts'
import { explain, type QueryResult, query } from './steps.ts'

export interface AnalyzeOptions {
  readonly period: PeriodChoice
  /** As asked for; recorded in query_params. The source applies them. */
  readonly filters: Readonly<Record<string, string>>
  /** Rows shown and saved; totals are of all. */
  readonly limit: number
  readonly json: boolean
  readonly instance: string
  readonly timezone: string
  /** Bounds of one query: rows, milliseconds. */
  readonly pageSize: number
  readonly windowMs: number
  readonly write: Readonly<Record<ArtifactKind, boolean>>
  /** Of what is said around the model's words. Default English. */
  readonly locale?: Locale
  readonly versions: Readonly<Record<string, string | number>>
}

export interface AnalyzePorts extends ReadPorts {
  readonly source: ReadPorts['source'] & FullRowSource
  /** Null: not asked. */
  readonly model: LanguageModel | null
  /** Records a call of ours in the state, if there is one, before it is sent. */
  readonly recordOwnCall: (callId: string, now: number) => Promise<void>
  readonly newCallId: () => string
  readonly promptOf: (facts: Facts) => BuiltPrompt
  readonly artifacts: ArtifactStore
  readonly redact: Redact
}

const paramsOf = (
  options: AnalyzeOptions,
  { facts, events }: QueryResult,
  prompt: BuiltPrompt,
  startedAt: number,
): readonly string[] =>
  paramsContents({
    instance: options.instance,
    timezone: options.timezone,
    startedAt,
    from: facts.from,
    to: facts.to,
    filters: { ...options.filters, ...options.period },
    limits: { rows: options.limit, page: options.pageSize },
    counts: {
      total: facts.total,
      rows: events.length,
      groups: facts.groups.length + facts.moreGroups,
      prompt_tokens: prompt.tokens,
      groups_not_in_prompt: prompt.dropped.groups,
    },
    versions: options.versions,
  })

/**
 * The one-shot tool: reads a period, writes the five artifacts, asks the model, and sums up. It needs no state and moves
 * no mark. 1 when the model was asked and gave no answer, or a file could not be written; what there is, is printed anyway.
 */
export const runAnalyze = async (
  ports: AnalyzePorts,
  options: AnalyzeOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const startedAt = io.now()
  const period = periodOf(options.period, startedAt, options.timezone)
  const { signal } = io
  const progress = createProgress(io.stderr, 5)

  progress.step('Reading the failures')
  const onProgress = (failures: number, share: number) =>
    progress.bar(share, english.messages.failures({ count: failures }))
  const found = await query(ports, period, { ...options, onProgress }, signal)
  const { facts, events } = found

  progress.step('Saving the rows')
  const saver = await createSaver(ports.artifacts, options.write, startedAt, options.timezone)
  await saver.save('full', () =>
    fullContents(wholeRows(ports.source, events, signal), ports.redact),
  )
  await saver.save('analysis', () => analysisContents(each(events)))
  signal.throwIfAborted()

  progress.step('Preparing the prompt')
  const prompt = ports.promptOf(facts)
  await saver.save('prompt', () => promptContents(prompt))

  progress.step(
    ports.model === null ? 'Skipping the model' : `Asking ${plainLine(ports.model.model)}`,
  )
  const callId = ports.newCallId()
  if (ports.model !== null && facts.total > 0) await ports.recordOwnCall(callId, io.now())
  const { locale = english } = options
  const analysis = await explain(facts, prompt, ports.model, callId, signal, locale.messages)
  const { explanation, failed, margin } = analysis

  progress.step('Saving the analysis')
  if (margin !== '') await saver.save('prompt', () => [...promptContents(prompt), margin])
  await saver.save('answer', () => analysisText(facts, explanation, locale.messages))
  await saver.save('params', () => paramsOf(options, found, prompt, startedAt))
  progress.end()

  const outcome = { facts, events, explanation, files: saver.files() }
  io.stdout.write(options.json ? closingJson(outcome) : closingText(outcome, locale))
  if (failed)
    io.stderr.write(
      `No analysis: ${plainLine(notesText(explanation.notes, english.messages), 1000)}\n`,
    )
  const trouble = saver.trouble()
  if (trouble !== null) io.stderr.write(`Could not save everything: ${plainLine(trouble, 1000)}\n`)
  if (facts.total === 0) {
    io.stderr.write(
      'No failures in this period. Try --days 30, or check the filters with lookout keys.\n',
    )
  }
  return failed || trouble !== null ? 1 : 0
}
