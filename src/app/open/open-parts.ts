import { randomBytes } from 'node:crypto'
import { createArtifactStore } from '../../artifacts/artifact-store.ts'
import { analysisText } from '../../artifacts/contents/answer-text.ts'
import {
  analysisContents,
  artifactName,
  fullContents,
  paramsContents,
  promptContents,
} from '../../artifacts/contents/contents.ts'
import type { Catalogue } from '../../classify/catalogue/catalogue.ts'
import { createKnown } from '../../classify/catalogue/known.ts'
import { createClassifier } from '../../classify/classify.ts'
import { createFaultOf } from '../../classify/fault.ts'
import { createFingerprinter, GROUPING_VERSION } from '../../classify/grouping/fingerprint.ts'
import { createRedactor } from '../../classify/redaction/redact.ts'
import type { Config } from '../../config/config-schema.ts'
import { createFactsCollector } from '../../facts/collector.ts'
import { localeOf } from '../../i18n/locales.ts'
import type { ArtifactContents } from '../../pipeline/report/report.ts'
import type { Parts, World } from '../app-parts.ts'
import { countRedactions } from '../metrics/count-redactions.ts'
import { version } from '../version.ts'
import { openChannels, openHeartbeat } from './open-channels.ts'
import { openModel } from './open-model.ts'
import { openPrompt } from './open-prompt.ts'
import { openSource } from './open-source.ts'
import { openDaemonState } from './open-state.ts'

/** Length of a message in the state, characters; the tables have all of it. */
const storedMessageLength = 4_000
/** Groups that a report or digest lists in full; the others are only counted. */
const reportedGroups = 50
const samplesPerGroup = 3

/** Made when the first failure asks for it: a start need not wait for it. */
export const knownOf = ({ catalogue }: Pick<Config, 'catalogue'>) => {
  let known: Catalogue | null = null
  return () => {
    known ??= createKnown(catalogue)
    return known
  }
}

export const openClassifier = (config: Config, redact = createRedactor(config.redaction)) =>
  createClassifier({
    fingerprint: createFingerprinter(config.grouping),
    faultOf: createFaultOf(config.faults, knownOf(config)),
    redact,
    maxMessage: storedMessageLength,
  })

const openContents = (config: Config): ArtifactContents => ({
  name: artifactName,
  full: (rows) => fullContents(rows, createRedactor(config.redaction)),
  analysis: analysisContents,
  prompt: promptContents,
  answer: (facts, explanation) =>
    analysisText(facts, explanation, localeOf(config.locale).messages),
  params: (claim, facts) =>
    paramsContents({
      instance: config.instance,
      timezone: config.timezone,
      startedAt: claim.startedAt,
      from: facts.from,
      to: facts.to,
      filters: config.source.filters,
      limits: { maxPromptTokens: config.llm.maxPromptTokens, reportedGroups, samplesPerGroup },
      counts: { failures: facts.total, groups: facts.groups.length + facts.moreGroups },
      versions: versions(),
    }),
})

/** Opens everything that a daemon needs; does not connect yet. Throws StateError, ArtifactError, TemplateError. */
export const openParts = async (config: Config, world: World): Promise<Parts> => {
  const { log, clock } = world

  const promptOf = openPrompt({ locale: config.locale, ...config.llm }, () =>
    // New for each prompt, so that no message can know it and fake the end of the data.
    randomBytes(8).toString('hex'),
  )
  const counted = countRedactions(createRedactor(config.redaction))
  const channels = openChannels(config, log)
  const artifacts = createArtifactStore(config.artifacts.dir)
  const source = openSource(config, log, clock)
  const store = await openDaemonState(
    config,
    channels.filter(({ reserved }) => reserved !== true).map(({ name }) => name),
    world,
  )
  // An unwritable folder does not stop the monitoring: reports fail with that reason, and continue when it is writable
  // again.
  await artifacts
    .sweepTemporary()
    .catch((error: unknown) => log.warn({ error: String(error) }, 'artifacts: clean-up failed'))
  return {
    source,
    store,
    artifacts,
    channels,
    model: openModel(config, log, clock),
    heartbeat: openHeartbeat(config),
    contents: openContents(config),
    classify: openClassifier(config, counted.redact),
    redactions: counted.counts,
    collectFacts: (from, to) =>
      createFactsCollector({
        instance: config.instance,
        timezone: config.timezone,
        from,
        to,
        maxGroups: reportedGroups,
        samplesPerGroup,
      }),
    promptOf,
  }
}

/** Versions of Lookout, Node and the grouping that made a report. */
export const versions = (): Readonly<Record<string, string | number>> => ({
  lookout: version,
  node: process.versions.node,
  grouping: GROUPING_VERSION,
})
