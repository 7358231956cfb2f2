import { setFlagsFromString } from 'node:v8'

/**
 * V8 lets its heap grow to several times what is alive before it looks what can go, because there is room. After this
 * call it looks sooner. This is no limit: what a big day needs, it gets. What V8 reads only once, the size of its young
 * generation, is `--max-semi-space-size` on the command line (the first line of main.ts, Dockerfile, package.json).
 */
export const growHeapSlowly = (): void => setFlagsFromString('--heap-growing-percent=80')
