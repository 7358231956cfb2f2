import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { imageEnvironment, nodeFlags } from '../support/node-flags.ts'
import { type Orders, writeOrders } from './orders.ts'

const entry = fileURLToPath(new URL('./daemon.ts', import.meta.url))

/** How a daemon ended: killed by us or by itself at its step (SIGKILL), or in a way that it never should. */
export interface End {
  readonly signal: NodeJS.Signals | null
  readonly code: number | null
  readonly said: string
}

export interface Child {
  readonly pid: number
  readonly kill: (signal: NodeJS.Signals) => void
  readonly ended: Promise<End>
}

/** Starts the daemon as a process of its own. */
export const startChild = (orders: Orders, cacheFolder: string): Child => {
  const child: ChildProcess = spawn(process.execPath, [...nodeFlags, entry], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...imageEnvironment,
      PATH: process.env['PATH'] ?? '',
      NODE_OPTIONS: process.env['NODE_OPTIONS'] ?? '',
      LOOKOUT_CHAOS_ORDERS: writeOrders(orders),
      // Five hundred starts: what was compiled once is kept.
      NODE_COMPILE_CACHE: cacheFolder,
    },
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000)
  })
  const ended = once(child, 'close').then(([code, signal]): End => ({ code, signal, said }))
  return { pid: child.pid ?? 0, kill: (signal) => void child.kill(signal), ended }
}

/** Kills it after so long, unless it has ended by then. */
export const killedAfter = async (child: Child, ms: number): Promise<End> => {
  const aborter = new AbortController()
  const timer = sleep(ms, undefined, { signal: aborter.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  )
  const end = await child.ended
  aborter.abort()
  await timer
  return end
}
