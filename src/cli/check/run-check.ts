import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { defaultRoute } from '../../app/open/dispatch-config.ts'
import { openChannels } from '../../app/open/open-channels.ts'
import { modelOptions } from '../../app/open/open-model.ts'
import type { Config } from '../../config/config-schema.ts'
import { configuredChannels } from '../../config/notification-problems.ts'
import type { Channel } from '../../domain/channel.ts'
import { createModel, type ModelOptions } from '../../explain/model/model.ts'
import { english, localeOf } from '../../i18n/locales.ts'
import { configurationOf, existingState, quietLog } from '../command-setup.ts'
import { type CommandIo, ConfigurationError, type ExitCode } from '../io.ts'
import { channelProbes, heartbeatProbes, testMessageProbes } from './channel-probes.ts'
import { fail, findingsJson, type Probe, runCheck, showFinding } from './check-command.ts'
import { runCheckRoute } from './check-route.ts'
import { filterProbes } from './filter-probe.ts'
import {
  configurationProbe,
  outputProbe,
  rulesProbe,
  stateProbe,
  webProbe,
} from './local-probes.ts'
import { modelProbe, testModelProbe } from './model-probe.ts'
import { sourceProbe } from './source-probe.ts'

/** The model and the dead man's switch, asked for real. */
const remoteTests = (config: Config, options: ModelOptions | null, io: CommandIo) => {
  const model =
    options === null
      ? []
      : [
          testModelProbe(createModel(options, quietLog(config, io), io), {
            now: io.now,
            newId: randomUUID,
            // A daemon that runs on this state leaves the call out, should it fail.
            record: async (callId) => {
              const state = await existingState(config, io)
              await state?.recordOwnCall(callId, io.now()).finally(() => state.close())
            },
          }),
        ]
  return [...model, ...heartbeatProbes(config)]
}

/** A channel that cannot even be made (its CA file is gone) is one more finding, not the end. */
const openedChannels = (config: Config): readonly Channel[] | Probe => {
  try {
    return openChannels(config)
  } catch (error) {
    return { about: 'channels', remedy: { name: 'channels' }, run: () => Promise.reject(error) }
  }
}

const probesOf = (config: Config, sendTest: boolean, io: CommandIo): readonly Probe[] => {
  const log = quietLog(config, io)
  const model = modelOptions(config)
  const channels = openedChannels(config)
  const notifying =
    'run' in channels
      ? [channels]
      : [
          ...channelProbes(channels),
          ...(sendTest ? testMessageProbes(channels, config, randomUUID, io) : []),
        ]
  return [
    sourceProbe(config, log, io),
    ...filterProbes(config, log, io),
    stateProbe(config.state.url, log, io),
    outputProbe(config.artifacts.dir),
    webProbe(config),
    ...(model === null ? [] : [modelProbe(model, config, io)]),
    ...notifying,
    ...(sendTest ? remoteTests(config, model, io) : []),
  ]
}

export interface CheckFlags {
  readonly config?: string
  readonly configOnly?: boolean
  readonly sendTest?: boolean
  readonly rules?: string
  readonly route?: string
  readonly json?: boolean
}

/** `lookout check` */
export const run = async (io: CommandIo, flags: CheckFlags): Promise<ExitCode> => {
  const { rules: tests, route: labels, json = false } = flags
  const sourceNeeded = tests === undefined && labels === undefined
  const loaded = configurationOf(flags.config, io, { sourceNeeded })
  if (!loaded.ok) {
    // A program that reads the answer finds the same lines in it.
    if (json) {
      const findings = loaded.problems.map((text) =>
        // Which locale to use is part of the configuration: without one, English.
        showFinding(fail('configuration', { text }, null), english.messages),
      )
      io.stdout.write(findingsJson(findings))
    }
    throw new ConfigurationError(loaded.problems)
  }
  const { config, warnings } = loaded
  const { messages } = localeOf(config.locale)
  if (labels !== undefined) {
    const { muteTimes, timezone } = config
    const route = defaultRoute(config, configuredChannels(config))
    return runCheckRoute(labels, { route, muteTimes, timezone, json }, io)
  }
  if (tests !== undefined) {
    const read = (): unknown => parse(readFileSync(tests, 'utf8'))
    return runCheck([rulesProbe(read, config.rules)], { json, messages }, io)
  }
  const further = flags.configOnly ? [] : probesOf(config, flags.sendTest ?? false, io)
  return runCheck([configurationProbe(config, warnings), ...further], { json, messages }, io)
}
