// Makes a release and tests it: `npm run release -- [--skip check,audit] [FOLDER]` (default release/). It writes the
// package, its bill of materials and their checksums into the folder. Nothing is published.
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
    throw new Error(`--skip: unknown step "${name}" (known: ${skippable.join(', ')})`)
const folder = resolve(positionals[0] ?? join(root, 'release'))

const { name, version } = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

const say = (text: string): void => void process.stdout.write(`\n=== ${text}\n`)

const audit = (): void => {
  const { outcome, reasons } = auditVerdict(ask('npm', ['audit', '--json'], root).stdout)
  if (outcome === 'unasked')
    throw new Error(
      `npm audit failed (${reasons.join('; ')}), so known vulnerabilities were not checked.\n` +
        'Run this where the registry answers audits, or skip it at your own risk: --skip audit',
    )
  if (outcome === 'vulnerable')
    throw new Error(
      `npm audit found ${reasons.length} vulnerable packages:\n  ${reasons.join('\n  ')}`,
    )
  say('npm audit found nothing')
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
  say('bill of materials (production only)')
  const sbom = `${name}-${version}.cdx.json`
  writeFileSync(join(made, sbom), billOfMaterials(root, temp))
  say('test of the package, installed in an empty folder')
  tryPackage(join(made, tarball), version, temp)
  const sums = [tarball, sbom].map((file) => checksum(made, file)).join('')
  writeFileSync(join(made, 'SHA256SUMS'), sums)
  // Only copied once all tests have passed.
  cpSync(made, folder, { recursive: true })
  say(`${folder}\n${sums}`)
  if (skipped.length > 0) say(`skipped: ${skipped.join(', ')}`)
} catch (error) {
  process.stderr.write(`\nrelease failed: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  rmSync(temp, { recursive: true, force: true })
}
