import { randomUUID } from 'node:crypto'
import { versions } from '../../app/made-by.ts'
import { openModel } from '../../app/open/open-model.ts'
import { openClassifier } from '../../app/open/open-parts.ts'
import { openPrompt } from '../../app/open/open-prompt.ts'
import { narrowedTo, openSource } from '../../app/open/open-source.ts'
import { createArtifactStore } from '../../artifacts/artifact-store.ts'
import { createRedactor } from '../../classify/redaction/redact.ts'
import { localeOf } from '../../i18n/locales.ts'
import type { Invocation, Run } from '../command.ts'
import { configOf } from '../configuration.ts'
import { existingState } from '../existing-state.ts'
import { UsageError } from '../io.ts'
import { flagOf, textOf, wholeOf } from '../parse.ts'
import { quietLog } from '../quiet-log.ts'
import { runAnalyze } from './analyze-command.ts'

const daysOf = (invocation: Invocation): number | undefined => {
  const text = textOf(invocation, 'days')
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new UsageError(`--days: expected a number such as 1, 7 or 0.5, got "${text}"`)
}

const given = (invocation: Invocation, ...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(invocation, name)
      return text === undefined ? [] : [[name, text]]
    }),
  )

/** `lookout analyze`: needs no state; where there is one, Lookout's own calls are left out by it. */
export const run: Run = async (invocation, io) => {
  const days = daysOf(invocation)
  const limit = wholeOf(invocation, 'limit', 100, { min: 1, max: 100_000 })
  const filters = given(invocation, 'key', 'model', 'team')
  const { key, model, team } = filters
  const config = narrowedTo(configOf(invocation, io), {
    ...(key === undefined ? {} : { keys: key }),
    ...(model === undefined ? {} : { models: model }),
    ...(team === undefined ? {} : { teams: team }),
  })
  const log = quietLog(config, io)
  const promptOf = openPrompt({ locale: config.locale, ...config.llm }, randomUUID)
  const source = openSource(config, log, io)
  const state = await existingState(config, io)
  try {
    return await runAnalyze(
      {
        source,
        classify: openClassifier(config),
        ownCalls: async (ids) => (await state?.isOwnCall(ids)) ?? new Set<string>(),
        recordOwnCall: async (callId, now) => await state?.recordOwnCall(callId, now),
        now: io.now,
        model: flagOf(invocation, 'no-llm') ? null : openModel(config, log, io),
        newCallId: () => `lookout-${randomUUID()}`,
        promptOf,
        artifacts: createArtifactStore(textOf(invocation, 'output') ?? config.artifacts.dir),
        redact: createRedactor(config.redaction),
      },
      {
        period: {
          ...given(invocation, 'from', 'to'),
          ...(days === undefined ? {} : { days }),
          noTimeFilter: flagOf(invocation, 'no-time-filter'),
        },
        filters,
        limit,
        json: flagOf(invocation, 'json'),
        instance: config.instance,
        timezone: config.timezone,
        pageSize: config.source.pageSize,
        windowMs: config.source.window,
        write: config.artifacts,
        locale: localeOf(config.locale),
        versions: versions(),
      },
      io,
    )
  } finally {
    await source.close()
    await state?.close()
  }
}
