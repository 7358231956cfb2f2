import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * V8 lets its heap grow to several times what is alive before it looks what can go, because there is room. After this
 * call it looks sooner. This is no limit: what a big day needs, it gets. What V8 reads only once, the size of its young
 * generation, is `--max-semi-space-size` on the command line (the first line of main.ts, Dockerfile, package.json).
 */
export const growHeapSlowly = (): void => setFlagsFromString('--heap-growing-percent=80')

/** So much more than after the last time is worth a collection, bytes. */
const muchBytes = 16 * 1024 * 1024

const heapBytes = (): number => getHeapStatistics().total_heap_size

/** V8's own collection, as `node --expose-gc` has it. */
const exposed = (): ((how: object) => void) => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('typeof gc === "function" ? gc : () => {}')
}

/**
 * To be called when no job runs any more: gives back what a large one left behind, in some 70 ms. By itself V8 keeps it
 * for minutes, in case as much comes again, and wakes up every eight seconds to see whether it may still not go.
 */
export const createTidying = (): (() => void) => {
  let collect: ReturnType<typeof exposed> | undefined
  let settled = heapBytes()
  return () => {
    const now = heapBytes()
    settled = Math.min(settled, now)
    if (now - settled < muchBytes) return
    collect ??= exposed()
    // Any other flavor empties pages and keeps them.
    collect({ type: 'major', flavor: 'last-resort' })
    settled = heapBytes()
  }
}
