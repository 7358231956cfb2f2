import { z } from 'zod'

/** A step of a port at which the process is to end: `store.commitPage:after`, the nth time it is reached. */
const aim = z.object({ point: z.string(), nth: z.int().min(1) })

/** A fault put into the daemon on purpose, to see whether the checks catch it. */
const plant = z.enum(['none', 'loss', 'double', 'repeat'])

const orders = z.object({
  pace: z.object({ base: z.number(), realBase: z.number(), factor: z.number() }),
  env: z.record(z.string(), z.string()),
  yaml: z.string(),
  logFile: z.string(),
  /** Where the daemon writes which looks at the rules it committed. */
  journalFile: z.string(),
  aim: aim.nullable(),
  plant,
  /** Our clock less the database's, fast milliseconds. */
  skewMs: z.number(),
  /** The disk of the state is full for a while after the start, real milliseconds. */
  fullDisk: z.object({ file: z.string(), fromMs: z.number(), forMs: z.number() }).nullable(),
})

export type Aim = z.output<typeof aim>
export type Plant = z.output<typeof plant>
/** What the harness tells the daemon that it starts. */
export type Orders = z.output<typeof orders>

export const writeOrders = (given: Orders): string => JSON.stringify(given)

/** Throws when the text is no orders. */
export const readOrders = (text: string): Orders => orders.parse(JSON.parse(text))
