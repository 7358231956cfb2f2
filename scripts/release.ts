// Makes a release and tries it: `npm run release -- [--skip check,audit] [FOLDER]` (release/ without it). In the folder
// are then the package, its bill of materials and their checksums. Nothing is published.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { auditVerdict } from './release/audit.ts'
import { answerOf, ask, run } from './release/run.ts'
import { billOfMaterials } from './release/sbom.ts'
import { tryPackage } from './release/trial.ts'

const root = join(import.meta.dirname, '..')
const skippable = ['check', 'audit']

const { values, positionals } = parseArgs({
  options: { skip: { type: 'string', default: '' } },
  allowPositionals: true,
})
const skipped = values.skip.split(',').filter(Boolean)
for (const name of skipped)
  if (!skippable.includes(name))
    throw new Error(`--skip: what is "${name}"? (${skippable.join(', ')})`)
const folder = resolve(positionals[0] ?? join(root, 'release'))

const { name, version } = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

const say = (text: string): void => void process.stdout.write(`\n=== ${text}\n`)

const audit = (): void => {
  const { outcome, reasons } = auditVerdict(ask('npm', ['audit', '--json'], root).stdout)
  if (outcome === 'unasked')
    throw new Error(
      `npm audit could not be asked (${reasons.join('; ')}): nobody knows whether the packages have known holes.\n` +
        'Ask where the registry answers audits, or take that on yourself: --skip audit',
    )
  if (outcome === 'vulnerable')
    throw new Error(`npm audit names ${reasons.length}:\n  ${reasons.join('\n  ')}`)
  say('npm audit names nothing')
}

const steps: Readonly<Record<string, () => void>> = {
  audit,
  check: () => run('npm', ['run', 'check'], root),
}

const checksum = (made: string, file: string): string => {
  const sum = createHash('sha256')
    .update(readFileSync(join(made, file)))
    .digest('hex')
  return `${sum}  ${file}\n`
}

const temp = mkdtempSync(join(tmpdir(), 'lookout-release-'))
try {
  for (const [step, does] of Object.entries(steps)) {
    say(skipped.includes(step) ? `${step}: SKIPPED` : step)
    if (!skipped.includes(step)) does()
  }
  say('build')
  run('npm', ['run', 'build'], root)
  const made = join(temp, 'release')
  mkdirSync(made)
  const tarball = `${name}-${version}.tgz`
  answerOf('npm', ['pack', '--silent', '--pack-destination', made], root)
  say('the bill of materials, of production alone')
  const sbom = `${name}-${version}.cdx.json`
  writeFileSync(join(made, sbom), billOfMaterials(root, temp))
  say('the package, installed in an empty folder')
  tryPackage(join(made, tarball), version, temp)
  const sums = [tarball, sbom].map((file) => checksum(made, file)).join('')
  writeFileSync(join(made, 'SHA256SUMS'), sums)
  // Only what was tried to the end is called a release.
  cpSync(made, folder, { recursive: true })
  say(`${folder}\n${sums}`)
  if (skipped.length > 0) say(`not asked: ${skipped.join(', ')}`)
} catch (error) {
  process.stderr.write(`\nno release: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  rmSync(temp, { recursive: true, force: true })
}
