// Runs the real LiteLLM proxy with failing providers and holds Lookout's events against what the client saw.
// npm run real-litellm [-- --version 1.80.5 --short --strict --json --keep --rows DIR --cache DIR --engine FILE]
import { homedir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isExact, type Result } from './real-litellm/compare.ts'
import { reportText } from './real-litellm/report.ts'
import { runVersion } from './real-litellm/run-version.ts'
import { Unavailable } from './real-litellm/types.ts'

/** The newest version whose packages are all published, and the form that rows had a year before it. */
const defaultVersions = ['1.108.7', '1.80.5']

/** Says to CI that nothing was tried, as automake's tests do. */
const skipped = 77

const { values } = parseArgs({
  options: {
    version: { type: 'string', multiple: true },
    short: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rows: { type: 'string' },
    cache: { type: 'string' },
    engine: { type: 'string' },
  },
})
const env = (name: string): string | undefined => process.env[name] || undefined
const beside = new URL('../../shared/real/prisma-engine.mjs', import.meta.url)
const engine = values.engine ?? env('LOOKOUT_PRISMA_ENGINE') ?? fileURLToPath(beside)
const cache =
  values.cache ??
  path.join(env('XDG_CACHE_HOME') ?? path.join(homedir(), '.cache'), 'lookout-real-litellm')
const versions = (values.version ?? defaultVersions).slice(0, values.short ? 1 : undefined)

const ends: (() => Promise<void> | void)[] = []
/** Last in, first out: the proxy goes before its database. */
const endAll = async (): Promise<void> => {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void endAll().finally(() => process.exit(1))
  })

const say = (line: string): void =>
  console.error(`${process.uptime().toFixed(0).padStart(4)} s  ${line}`)
const results: Result[] = []
try {
  for (const version of versions) {
    await endAll()
    const result = await runVersion({
      version,
      cache: path.resolve(cache),
      engine: path.resolve(engine),
      short: values.short,
      keep: values.keep,
      rows: values.rows ?? null,
      say,
      onEnd: (end) => ends.push(end),
    })
    results.push(result)
    if (!values.json) console.log(reportText(result))
  }
  if (values.json) console.log(JSON.stringify(results, null, 2))
  const isRight = (result: Result) => !values.strict || result.faultRight === result.faultOf
  process.exitCode = results.every((result) => isExact(result) && isRight(result)) ? 0 : 1
} catch (error) {
  if (!(error instanceof Unavailable)) throw error
  say(`skipped: the real proxy cannot be had here: ${error.message}`)
  process.exitCode = skipped
} finally {
  await endAll()
}
