import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * By default V8 lets its heap grow to several times the live data before it collects, if there is room. After this call
 * it collects sooner. This is no limit: a large day gets the memory it needs. The size of the young generation, which
 * V8 reads only at start, is `--max-semi-space-size` on the command line (the first line of main.ts, Dockerfile,
 * package.json).
 */
export const growHeapSlowly = (): void => setFlagsFromString('--heap-growing-percent=80')

/** Growth since the last collection that is worth another one, bytes. */
const muchBytes = 16 * 1024 * 1024

const heapBytes = (): number => getHeapStatistics().total_heap_size

/** V8's own collection, as `node --expose-gc` has it. */
const exposed = (): ((how: object) => void) => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('typeof gc === "function" ? gc : () => {}')
}

/**
 * Called when no job is running: releases what a large one left behind, in about 70 ms. By default V8 keeps it for
 * minutes, in case it is needed again, and wakes up every eight seconds to check.
 */
export const createTidying = (): (() => void) => {
  let collect: ReturnType<typeof exposed> | undefined
  let settled = heapBytes()
  return () => {
    const now = heapBytes()
    settled = Math.min(settled, now)
    if (now - settled < muchBytes) return
    collect ??= exposed()
    // Any other flavor empties pages but keeps them.
    collect({ type: 'major', flavor: 'last-resort' })
    settled = heapBytes()
  }
}
