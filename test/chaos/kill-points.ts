import type { Parts } from '../../src/app/app-parts.ts'
import type { Chunks } from '../../src/pipeline/report/report-ports.ts'

/** Told of every step; may end the process, and then never returns. */
export type Reached = (point: string) => void

const isThenable = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value

/** The same port, which tells of each call before it begins and after it has ended well. */
const watched = <T extends object>(port: T, name: string, reached: Reached): T =>
  new Proxy(port, {
    get: (target, key, receiver) => {
      const member: unknown = Reflect.get(target, key, receiver)
      if (typeof member !== 'function' || typeof key === 'symbol') return member
      return (...args: unknown[]): unknown => {
        reached(`${name}.${key}:before`)
        const result: unknown = Reflect.apply(member, target, args)
        if (!isThenable(result)) return result
        return result.then((value) => {
          reached(`${name}.${key}:after`)
          return value
        })
      }
    },
  })

/** Half of a file is on its way to the disk when this is reached. */
async function* tornIn(chunks: Chunks, reached: Reached): AsyncGenerator<string | Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk
    reached('artifacts.write:middle')
  }
}

/** The parts of a daemon, where `reached` is told between any two steps of reading, commit, file and send. */
export const withKillPoints = (parts: Parts, reached: Reached): Parts => {
  const { artifacts } = parts
  const torn: Parts['artifacts'] = {
    exists: artifacts.exists,
    prune: artifacts.prune,
    write: (folder, name, chunks) => artifacts.write(folder, name, tornIn(chunks, reached)),
  }
  return {
    ...parts,
    source: watched(parts.source, 'source', reached),
    store: watched(parts.store, 'store', reached),
    artifacts: watched(torn, 'artifacts', reached),
    channels: parts.channels.map((channel) => watched(channel, channel.name, reached)),
  }
}
