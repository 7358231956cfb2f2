import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { Unavailable } from './types.ts'

export interface Installed {
  readonly version: string
  /** The proxy's program. */
  readonly program: string
  /** Folder of `litellm_proxy_extras`' migrations. */
  readonly migrations: string
  /** What its process needs in the environment. */
  readonly env: Readonly<Record<string, string>>
}

/** What Prisma for Python 0.15 asks its engine to say: the commit of the engine it was made with. */
const engineCommit = '393aa359c9ad4a4bb28630fb5613f9c281cde053'
const enginePackages = [
  '@prisma/client@5.17.0',
  '@prisma/adapter-pg@5.17.0',
  'graphql@16.15.0',
  'pg@8.23.1',
]

/** Runs a program to its end and resolves with what it printed. Throws Unavailable with its last lines. */
const run = async (
  what: string,
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<string> => {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => printed.push(String(chunk)))
  const [code] = await once(child, 'close').catch((cause: unknown) => {
    throw new Unavailable(`${what}: ${program} cannot be started`, { cause })
  })
  const text = printed.join('')
  if (code !== 0) {
    const lines = text.trim().split('\n')
    const errors = lines.filter((line) => /error/i.test(line)).slice(0, 3)
    throw new Unavailable(`${what}: ${(errors.length > 0 ? errors : lines.slice(-2)).join('; ')}`)
  }
  return text
}

/** Does a step once: a file beside its result says of what it was made. */
const onceFor = async (marker: string, of: string, step: () => Promise<void>): Promise<void> => {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === of) return
  rmSync(marker, { force: true })
  await step()
  writeFileSync(marker, of)
}

const script = (file: string, lines: readonly string[]): void =>
  writeFileSync(file, `#!/bin/sh\n${lines.join('\n')}\n`, { mode: 0o755 })

/**
 * The stand-in for Prisma's query engine, with the packages it needs. Prisma's own binary comes from no package
 * registry; its WebAssembly form does.
 */
const installEngine = async (
  folder: string,
  engine: string,
): Promise<Readonly<Record<string, string>>> => {
  mkdirSync(folder, { recursive: true })
  const packages = enginePackages.join(' ')
  await onceFor(path.join(folder, 'installed'), packages, async () => {
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n')
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund']
    await run('npm install of Prisma', 'npm', ['install', ...quiet, ...enginePackages], {
      cwd: folder,
    })
    const adapter = path.join(folder, 'node_modules/@prisma/adapter-pg/dist/index.js')
    const source = readFileSync(adapter, 'utf8')
    // The adapter refuses PostgreSQL's `name` and the like, which LiteLLM reads from the catalogue.
    const lenient = source.replace(
      'throw new UnsupportedNativeDataType(fieldTypeId)',
      'return import_driver_adapter_utils.ColumnTypeEnum.Text',
    )
    writeFileSync(adapter, lenient)
  })
  const program = path.join(folder, 'prisma-engine.mjs')
  copyFileSync(engine, program)
  const answer = (name: string) =>
    `[ "$1" = --version ] && { echo "${name} ${engineCommit}"; exit; }`
  const query = path.join(folder, 'query-engine')
  const schema = path.join(folder, 'schema-engine')
  script(query, [answer('query-engine'), `exec "${process.execPath}" "${program}" "$@"`])
  script(schema, [answer('schema-engine-cli'), 'exit 1'])
  return { PRISMA_QUERY_ENGINE_BINARY: query, PRISMA_SCHEMA_ENGINE_BINARY: schema }
}

const missingEngine = (engine: string): string =>
  `the stand-in for Prisma's query engine is not at ${engine}: give its path by --engine FILE or LOOKOUT_PRISMA_ENGINE ` +
  `(a Node program that serves the HTTP interface of Prisma's query engine on "-p PORT", out of @prisma/client's WebAssembly)`

/** Installs one version of the proxy under the cache folder, or finds it there. Throws Unavailable. */
export const install = async (
  cache: string,
  version: string,
  engine: string,
  say: (line: string) => void,
): Promise<Installed> => {
  if (!existsSync(engine)) throw new Unavailable(missingEngine(engine))
  mkdirSync(cache, { recursive: true })
  const engineEnv = await installEngine(path.join(cache, 'engine'), engine)
  const folder = path.join(cache, `litellm-${version}`)
  const bin = path.join(folder, 'venv/bin')
  mkdirSync(folder, { recursive: true })
  const env = {
    ...engineEnv,
    PRISMA_HOME_DIR: path.join(folder, 'home'),
    // `prisma` and Node 24 come first; npm is wherever the caller has it.
    PATH: [bin, path.dirname(process.execPath), process.env['PATH'] ?? ''].join(path.delimiter),
  }
  const packages = [`litellm[proxy]==${version}`, 'prisma==0.15.0', 'litellm-proxy-extras']
  const made = createHash('sha256').update(packages.join(' ')).digest('hex')
  await onceFor(path.join(folder, 'installed'), made, async () => {
    say(`installing LiteLLM ${version} into ${folder}`)
    const options = { cwd: folder }
    await run('python3 -m venv', 'python3', ['-m', 'venv', '--clear', 'venv'], options)
    await run('pip install', path.join(bin, 'pip'), ['install', '-q', ...packages], options)
    const site = await sitePackages(bin, folder)
    const schema = path.join(site, 'litellm/proxy/schema.prisma')
    const generate = ['generate', '--schema', schema]
    await run('prisma generate', path.join(bin, 'prisma'), generate, { cwd: folder, env })
  })
  const site = await sitePackages(bin, folder)
  const migrations = path.join(site, 'litellm_proxy_extras/migrations')
  return { version, program: path.join(bin, 'litellm'), migrations, env }
}

const sitePackages = async (bin: string, cwd: string): Promise<string> => {
  const ask = 'import sysconfig; print(sysconfig.get_paths()["purelib"])'
  return (await run('python', path.join(bin, 'python'), ['-c', ask], { cwd })).trim()
}
