import type { Config } from '../config/schema.ts'
import { createExplain, type Explain } from '../jobs/explain.ts'
import type { LanguageModel, ModelMemory, OwnCalls } from '../jobs/explain-ports.ts'
import type { Clock, Logger } from '../jobs/ports.ts'
import { localeOf } from '../locales/locales.ts'
import type { PromptKind } from './open-prompt.ts'
import type { Parts } from './parts.ts'

/** The explaining of reports, digests and alerts: one budget, one memory, a prompt of its own for each. */
export const openExplain =
  (
    { llm, locale }: Pick<Config, 'llm' | 'locale'>,
    parts: {
      readonly model: LanguageModel | null
      readonly store: Pick<OwnCalls, 'recordOwnCall'> & ModelMemory
      readonly promptOf: Parts['promptOf']
    },
    newId: () => string,
    clock: Clock,
    log: Logger,
  ) =>
  (kind: PromptKind): Explain =>
    createExplain(
      parts.model,
      parts.store,
      (facts) => parts.promptOf(facts, kind),
      () => `lookout-${newId()}`,
      clock,
      log,
      {
        kind,
        words: localeOf(locale).said,
        reuseMs: llm.reuse,
        dailyTokens: llm.dailyTokens,
        callsPerHour: llm.callsPerHour,
        maxAnswerTokens: llm.maxAnswerTokens,
      },
    )
