import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What V8 writes with --cpu-prof, as far as it is needed here. Times in microseconds. */
const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
})

type Frame = z.output<typeof profileSchema>['nodes'][number]['callFrame']

/** Whose code it is: a room of ours, a package, Node itself, or what V8 calls idle and garbage collection. */
const ownerOf = ({ url, functionName }: Frame): string =>
  /\/(?:src|dist)\/([\w-]+)\//.exec(url)?.[1]?.replace(/^/, 'src/') ??
  /node_modules\/((?:@[\w-]+\/)?[\w-]+)/.exec(url)?.[1] ??
  (url.startsWith('node:') || functionName.startsWith('(') ? url || functionName : 'native')

const nameOf = (frame: Frame): string =>
  `${frame.functionName || '(anonymous)'} ${frame.url.replace(/^.*\/(?=(?:src|node_modules)\/)/, '')}:${frame.lineNumber + 1}`

export interface Share {
  readonly name: string
  /** Of the whole time, waiting included. */
  readonly share: number
}

const sharesOf = (times: ReadonlyMap<string, number>): readonly Share[] => {
  const whole = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .map(([name, time]) => ({ name, share: time / whole }))
    .sort((a, b) => b.share - a.share)
}

/** Where the time of a profile went, by owner and by function, the largest first: each function's own time. */
export const readProfile = (
  file: string,
): { readonly owners: readonly Share[]; readonly functions: readonly Share[] } => {
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const owners = new Map<string, number>()
  const functions = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id)
    if (frame === undefined) continue
    const time = timeDeltas[index] ?? 0
    const [owner, name] = [ownerOf(frame), nameOf(frame)]
    owners.set(owner, (owners.get(owner) ?? 0) + time)
    functions.set(name, (functions.get(name) ?? 0) + time)
  }
  return { owners: sharesOf(owners), functions: sharesOf(functions) }
}
