import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../src/demo/database/postgres.ts'
import type { Installed } from './install.ts'

export interface LiteLlmProxy {
  readonly url: string
  /** An administrator's call; throws when the proxy refuses it. */
  readonly admin: (route: string, body: unknown) => Promise<Readonly<Record<string, unknown>>>
  readonly stop: () => Promise<void>
}

const startMs = 240_000

/** Starts the real proxy with one worker in a folder that gets its configuration and its log. */
export const startProxy = async (
  installed: Installed,
  options: {
    readonly folder: string
    readonly databaseUrl: string
    readonly config: string
    readonly masterKey: string
  },
): Promise<LiteLlmProxy> => {
  const { folder, masterKey } = options
  const port = await freePort()
  const hooks = new URL('hooks.py', import.meta.url)
  copyFileSync(hooks, path.join(folder, 'hooks.py'))
  writeFileSync(path.join(folder, 'config.yaml'), options.config)
  const log = path.join(folder, 'proxy.log')
  const child = spawn(
    installed.program,
    ['--config', 'config.yaml', '--host', '127.0.0.1', '--port', String(port)],
    {
      cwd: folder,
      // Nothing of the caller's environment: keys and proxies in it would change what the proxy does.
      env: {
        ...installed.env,
        HOME: folder,
        LANG: 'C.UTF-8',
        DATABASE_URL: options.databaseUrl,
        DISABLE_SCHEMA_UPDATE: 'true',
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        LITELLM_TELEMETRY: 'False',
        LITELLM_SALT_KEY: 'sk-real-salt',
        NO_PROXY: '127.0.0.1,localhost',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  const file = createWriteStream(log)
  child.stdout.pipe(file, { end: false })
  child.stderr.pipe(file, { end: false })
  const exited = once(child, 'exit')
  const stop = async (): Promise<void> => {
    // The query engine is its child: the whole group goes.
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      process.kill(-child.pid, 'SIGKILL')
    await exited
    file.end()
  }
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + startMs
  const isReady = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/health/readiness`).catch(() => undefined)
    const body: unknown = await answer?.json().catch(() => undefined)
    return JSON.stringify(body ?? '').includes('"connected"')
  }
  while (!(await isReady())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      const tail = readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n')
      throw new Error(`the proxy did not start; its log ends with:\n${tail}`)
    }
    await sleep(500)
  }
  const admin: LiteLlmProxy['admin'] = async (route, body) => {
    const answer = await fetch(`${url}${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${text.slice(0, 300)}`)
    return JSON.parse(text)
  }
  return { url, admin, stop }
}
