// Runs before `npm run demo`, `npm test` and the other scripts, with whatever Node the machine has (20 or later):
// a fresh clone has no packages yet. Everything after it runs on the Node 24 that is among the packages.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
// npm writes this file last, so an interrupted installation counts as missing.
if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
  console.error('Installing the packages of package-lock.json (once, about a minute) …')
  // Errors only: npm would warn about this machine's Node version, which none of the scripts uses.
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error(
      `npm ci failed (${done.error?.message ?? `exit ${done.status}`}); see the lines above.`,
    )
    process.exit(1)
  }
}
