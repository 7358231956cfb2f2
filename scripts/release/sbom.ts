import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { answerOf, run } from './run.ts'

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string(), dev: z.boolean(), optional: z.boolean() }).partial(),
  ),
})
const bill = z.object({ components: z.array(z.object({ name: z.string(), version: z.string() })) })
const manifest = z.looseObject({ name: z.string() })

/**
 * The bill of materials (CycloneDX, JSON) of what package-lock.json names for production. It is written from an
 * installation of that alone: in a checkout, `npm sbom --omit dev` leaves out whatever a development package needs as
 * well, pg and zod among it. Throws where a package of the lock file is missing from it.
 */
export const billOfMaterials = (root: string, temp: string): string => {
  const { name, ...about } = manifest.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  )
  // npm names the root component after its folder.
  const folder = join(temp, name)
  mkdirSync(folder)
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(root, file), join(folder, file))
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  run('npm', ['ci', '--omit=dev', ...quietly], folder)
  // npm would call the development packages missing.
  const { devDependencies: _, ...production } = about
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, ...production }))
  const text = answerOf(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application'],
    folder,
  )
  const listed = new Set(
    bill.parse(JSON.parse(text)).components.map((part) => `${part.name}@${part.version}`),
  )
  const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const missing = Object.entries(packages)
    .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`)
    .filter((part) => !listed.has(part))
  if (missing.length > 0) throw new Error(`the bill of materials lacks ${missing.join(', ')}`)
  return text
}
