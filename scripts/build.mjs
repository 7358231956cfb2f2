// `npm run build`: the sources as plain JavaScript in dist/, from nothing, with the command line's first line kept.
import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(join(root, 'dist'), { recursive: true, force: true })
const done = spawnSync('tsc', ['-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (done.status !== 0) process.exit(done.status ?? 1)
chmodSync(join(root, 'dist', 'main.js'), 0o755)
