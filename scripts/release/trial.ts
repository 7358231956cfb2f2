import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerOf, run } from './run.ts'

// Steps two and three of `analyze` as somebody's program would call them; no database and no model is needed for these.
const program = `
import { analyzeErrors, LlmError, prepareForLlm, queryErrors, SourceError } from 'litellm-lookout'
for (const step of [queryErrors, prepareForLlm, analyzeErrors])
  if (typeof step !== 'function') throw new Error('a step is missing')
const databaseUrl = 'postgresql://nobody:x@127.0.0.1:9/none'
const refused = await queryErrors({ databaseUrl }).catch((error) => error)
if (!(refused instanceof SourceError)) throw refused
if (!(new LlmError('x') instanceof Error)) throw new Error('LlmError is no error')
console.log('the library refuses with', refused.name)
`

/** Installs the package in an empty folder, as its users do, and tries what it offers without a database. */
export const tryPackage = (tarball: string, version: string, temp: string): void => {
  const folder = join(temp, 'installed')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n')
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball], folder)
  const lookout = join(folder, 'node_modules', '.bin', 'lookout')
  const said = answerOf(lookout, ['--version'], folder).trim()
  if (said !== `lookout ${version}`) throw new Error(`--version says ${said}, not ${version}`)
  writeFileSync(join(folder, 'lookout.yaml'), 'source: { url: postgresql://l:x@db/litellm }\n')
  run(lookout, ['check', '--config-only', '--config', 'lookout.yaml'], folder)
  writeFileSync(join(folder, 'program.js'), program)
  run('node', ['program.js'], folder)
}
