import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parts } from '../../src/app/app-parts.ts'
import { createMetrics, type Metrics } from '../../src/app/metrics/metrics.ts'
import { openPage } from '../../src/app/open/open-page.ts'
import { openParts } from '../../src/app/open/open-parts.ts'
import { createArtifactStore } from '../../src/artifacts/artifact-store.ts'
import type { Config } from '../../src/config/config-schema.ts'
import { loadConfig } from '../../src/config/load.ts'
import { openState, type Store } from '../../src/state/store.ts'
import { listen } from '../../src/web/server.ts'
import { quiet } from '../state/quiet.ts'

export interface PageStack {
  readonly url: string
  readonly store: Store
  readonly parts: Parts
  readonly metrics: Metrics
  readonly folder: string
  readonly config: Config
  readonly stop: () => Promise<void>
}

/** The page over a state of its own, without a daemon: nothing polls, nothing changes but by the test. */
export const startPage = async (
  now: () => number,
  { yaml = '', folder }: { readonly yaml?: string; readonly folder?: string } = {},
): Promise<PageStack> => {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'lookout-page-'))
  const loaded = loadConfig({
    file: 'test.yaml',
    env: {
      DATABASE_URL: 'postgresql://lookout:secret@db:5432/litellm',
      STATE_URL: `sqlite:${join(home, 'lookout.db')}`,
      OUTPUT_DIR: join(home, 'output'),
      SLACK_WEBHOOK_URL: 'http://127.0.0.1:9/services/T000/B000/hidden',
      LLM_URL: 'http://127.0.0.1:9/v1/chat/completions',
      LLM_MODEL: 'gpt-4.1-mini',
    },
    readFile: () => `instance: prod\n${yaml}`,
  })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const { config } = loaded
  const world = {
    clock: { now },
    log: quiet,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
  }
  const parts = await openParts(config, world)
  // The parts' own handle is the daemon's; a second one is for the test to write with.
  const store = await openState(config.state.url, { log: quiet, now })
  const metrics = createMetrics(() => config, parts, world.clock)
  const app = openPage(
    () => config,
    metrics.parts,
    metrics,
    () => [],
    world,
  )
  const web = await listen(app, '127.0.0.1', 0)
  return {
    url: web.url,
    store,
    parts: metrics.parts,
    metrics,
    folder: home,
    config,
    stop: async () => {
      await web.stop()
      await store.close()
      await parts.source.close()
      await parts.store.close()
      if (folder === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Artifacts of one report and its record, as a daemon would have left them. */
export const writeReport = async (
  { store, config }: Pick<PageStack, 'store' | 'config'>,
  at: number,
): Promise<void> => {
  const folder = new Date(at).toISOString().slice(0, 10)
  const stamp = new Date(at).toISOString().slice(11, 19).replaceAll(':', '')
  const claim = await store.claimReport({ startedAt: at, folder, stamp })
  if (claim === null) return
  const artifacts = createArtifactStore(config.artifacts.dir)
  const files = [
    [`error_logs_full_${claim.stamp}.json`, '[]\n'],
    [
      `error_logs_analysis_${claim.stamp}.json`,
      '[{"request_id":"r-1","error_message":"<b>bold</b>"}]\n',
    ],
    [`llm_prompt_${claim.stamp}.txt`, 'You explain failures.\n'],
    [`llm_analysis_${claim.stamp}.txt`, 'Most failures are of one kind [g1].\n'],
    [`query_params_${claim.stamp}.json`, '{"period":"1h"}\n'],
  ] as const
  const paths: string[] = []
  for (const [name, text] of files) paths.push(await artifacts.write(claim.folder, name, [text]))
  await store.finishReport({ id: claim.id, now: at, files: paths, queue: [] })
}
