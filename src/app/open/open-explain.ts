import type { Config } from '../../config/config-schema.ts'
import type { Clock, Logger } from '../../domain/ports.ts'
import type { LanguageModel, ModelUsage, OwnCalls } from '../../explain/model-ports.ts'
import { localeOf } from '../../i18n/locales.ts'
import { createExplain, type Explain } from '../../pipeline/report/explain.ts'
import type { Parts } from '../app-parts.ts'
import type { PromptKind } from './open-prompt.ts'

/** Explains reports, digests and alerts: one budget and one store of answers, a separate prompt for each. */
export const openExplain =
  (
    { llm, locale }: Pick<Config, 'llm' | 'locale'>,
    parts: {
      readonly model: LanguageModel | null
      readonly store: Pick<OwnCalls, 'recordOwnCall'> & ModelUsage
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
        messages: localeOf(locale).messages,
        reuseMs: llm.reuse,
        dailyTokens: llm.dailyTokens,
        callsPerHour: llm.callsPerHour,
        maxAnswerTokens: llm.maxAnswerTokens,
      },
    )
