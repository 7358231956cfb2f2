import { readFileSync } from 'node:fs'
import { z } from 'zod'

const resultSchema = z.object({
  at: z.iso.datetime(),
  quick: z.boolean(),
  machine: z.object({
    cores: z.number(),
    processor: z.string(),
    memory: z.number(),
    loadBefore: z.array(z.number()),
    loadAfter: z.array(z.number()),
    node: z.string(),
  }),
  /** From the first start to the last figure, filling included. */
  wholeSeconds: z.number(),
  failed: z.array(z.string()),
  figures: z.array(
    z.object({
      figure: z.string(),
      value: z.number().nullable(),
      unit: z.string(),
      bound: z.number().nullable(),
      ok: z.boolean(),
      note: z.string(),
      curve: z
        .object({
          of: z.string(),
          points: z.array(z.object({ rows: z.number(), value: z.number() })),
        })
        .optional(),
    }),
  ),
})

/** What a run wrote down. */
export type Result = z.output<typeof resultSchema>

export const readResult = (file: string): Result =>
  resultSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
