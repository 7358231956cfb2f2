// `npm run spine`: sends one failing row from LiteLLM's table to Slack through the whole daemon, with V8's coverage on,
// and writes which files ran to docs/one-row.md. Fails when a file of the spine in ARCHITECTURE.md did not.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openParts } from '../src/app/open/open-parts.ts'
import { startDaemon } from '../src/app/start.ts'
import { loadConfig } from '../src/config/load.ts'
import { openStage } from '../test/chaos/stage.ts'
import { quiet } from '../test/state/quiet.ts'
import { insertSpendLogs, spendFailure, spendSuccess } from '../test/support/litellm-rows.ts'

const root = join(import.meta.dirname, '..')
const never = '0 0 1 1 *'
const yaml = `
poll: { schedule: '${never}' }
report: { schedule: '${never}' }
digest: { enabled: false }
sweep: { schedule: '${never}' }
prune: { schedule: '${never}' }
web: { port: 0 }
notifications: { groupWait: 0s }
rules: [{ name: first-failure, type: threshold, count: 1, window: 5m, by: [model] }]
`

/** Files below src/ of which a function ran since the last call. */
const ranSince = async (session: Session): Promise<readonly string[]> => {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  return result
    .filter(({ url }) => url.startsWith('file://'))
    .map(({ url, functions }) => ({
      path: relative(root, fileURLToPath(url)).replaceAll('\\', '/'),
      ran: functions.some(
        ({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0,
      ),
    }))
    .filter(({ path, ran }) => ran && path.startsWith('src/'))
    .map(({ path }) => path)
    .toSorted()
}

/** The numbered list below "The spine" in ARCHITECTURE.md. */
const spineOf = (text: string): readonly string[] =>
  [...(text.split('## The spine')[1]?.split('\n## ')[0] ?? '').matchAll(/^\d+\. `([^`]+)`/gm)].map(
    ([, path = '']) => `src/${path}`,
  )

const stage = await openStage(1, '2026-09', () => true)
const session = new Session()
session.connect()
let ran: readonly string[] = []
try {
  const loaded = loadConfig({ file: 'spine.yaml', env: stage.env, readFile: () => yaml })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const world = {
    clock: { now: Date.now },
    log: quiet,
    random: Math.random,
    newId: () => crypto.randomUUID(),
  }
  const daemon = await startDaemon(loaded.config, await openParts(loaded.config, world), world)
  await insertSpendLogs(stage.database, spendSuccess(Date.now()))
  await daemon.trigger('poll')
  await daemon.trigger('report')
  await daemon.trigger('deliver')
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await insertSpendLogs(stage.database, spendFailure(Date.now()))
  await daemon.trigger('poll')
  for (let waited = 0; stage.slack.received.length === 0 && waited < 100; waited++) await sleep(100)
  ran = await ranSince(session)
  if (stage.slack.received.length === 0) throw new Error('nothing came to Slack within ten seconds')
  await daemon.stop()
} finally {
  session.disconnect()
  await stage.stop(false)
}

const spine = spineOf(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'))
const missing = spine.filter((path) => !ran.includes(path))
const all = globSync('src/**/*.ts', { cwd: root }).length
const byRoom = [...Map.groupBy(ran, (path) => dirname(path))].toSorted(([a], [b]) =>
  a < b ? -1 : 1,
)
const page = `# One row on its way to Slack

Made by \`npm run spine\`: one failing row in \`LiteLLM_SpendLogs\`, one poll, one message at Slack, with V8's coverage on
from just before the row to just after the message. ${ran.length} of ${all} files ran a function meanwhile; ${spine.length} of them are the spine
that ARCHITECTURE.md lists in order (**bold** here). The others are what the spine calls: one rule of grouping or
redaction, one table of the state, one block of a message.

| folder | files |
| --- | --- |
${byRoom
  .map(([folder, paths]) => {
    const names = paths.map((path) => {
      const name = path.slice(folder.length + 1)
      return spine.includes(path) ? `**${name}**` : name
    })
    return `| \`${folder}\` | ${names.join(', ')} |`
  })
  .join('\n')}
`
writeFileSync(join(root, 'docs', 'one-row.md'), page)
process.stdout.write(
  `${ran.length} of ${all} files ran; the spine has ${spine.length}, at most 20\n${missing.map((path) => `of the spine, ${path} did not run\n`).join('')}`,
)
process.exitCode = missing.length === 0 && spine.length > 0 && spine.length <= 20 ? 0 : 1
process.exit()
