import { randomUUID } from 'node:crypto'
import { openModel } from '../../app/open/open-model.ts'
import { openClassifier, versions } from '../../app/open/open-parts.ts'
import { openPrompt } from '../../app/open/open-prompt.ts'
import { narrowedTo, openSource } from '../../app/open/open-source.ts'
import { createArtifactStore } from '../../artifacts/artifact-store.ts'
import { createRedactor } from '../../classify/redaction/redact.ts'
import { localeOf } from '../../i18n/locales.ts'
import { configOf, existingState, quietLog } from '../command-setup.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { runAnalyze } from './analyze-command.ts'

export interface AnalyzeFlags {
  readonly config?: string
  readonly days?: number
  readonly from?: string
  readonly to?: string
  readonly timeFilter: boolean
  readonly key?: string
  readonly model?: string
  readonly team?: string
  readonly limit: number
  readonly llm: boolean
  readonly output?: string
  readonly json?: boolean
}

/** `lookout analyze`: needs no state; where there is one, Lookout's own calls are left out by it. */
export const run = async (io: CommandIo, flags: AnalyzeFlags): Promise<ExitCode> => {
  const { days, from, to, key, model, team } = flags
  const filters = {
    ...(key === undefined ? {} : { key }),
    ...(model === undefined ? {} : { model }),
    ...(team === undefined ? {} : { team }),
  }
  const config = narrowedTo(configOf(flags.config, io), {
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
        model: flags.llm ? openModel(config, log, io) : null,
        newCallId: () => `lookout-${randomUUID()}`,
        promptOf,
        artifacts: createArtifactStore(flags.output ?? config.artifacts.dir),
        redact: createRedactor(config.redaction),
      },
      {
        period: {
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          ...(days === undefined ? {} : { days }),
          noTimeFilter: !flags.timeFilter,
        },
        filters,
        limit: flags.limit,
        json: flags.json ?? false,
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
