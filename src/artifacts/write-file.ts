import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Chunks } from '../pipeline/report/report-ports.ts'
import { ArtifactError } from './artifact-error.ts'

/** Bytes collected before writing to disk: each write is a call to another thread. */
const batchBytes = 128 * 1024

/** Creates the folder if it does not exist. A symbolic link in its place could lead anywhere, and is refused. */
export const ensureFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o750 })
  if ((await lstat(path)).isDirectory()) return
  throw new ArtifactError(path, 'not a folder but a link', 'put a real folder there')
}

/** Makes the entries of a folder durable: a rename is only safe once the folder itself is on disk. */
export const flushFolder = async (path: string): Promise<void> => {
  await using folder = await open(path, constants.O_RDONLY)
  await folder.sync()
}

/** Collects chunks as UTF-8 in two alternating buffers: one is filled while the other is written. */
const createWriter = (file: FileHandle) => {
  let [filling, other] = [Buffer.allocUnsafe(batchBytes), Buffer.allocUnsafe(batchBytes)]
  let used = 0
  let writing: Promise<unknown> = Promise.resolve()
  const flush = async (): Promise<void> => {
    await writing
    if (used === 0) return
    writing = file.writeFile(filling.subarray(0, used))
    // Its error is thrown at the next wait.
    writing.catch(() => undefined)
    ;[filling, other] = [other, filling]
    used = 0
    // A source that always has a chunk ready would block the thread: this lets answers from the database be processed
    // in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    /** Null: it fit. Otherwise resolves when the chunk has been stored. */
    add: (chunk: string | Uint8Array): Promise<void> | null => {
      const isText = typeof chunk === 'string'
      // Three bytes per unit of UTF-16 are always enough.
      const most = isText ? chunk.length * 3 : chunk.length
      const put = (): void => {
        if (!isText) filling.set(chunk, used)
        used += isText ? filling.write(chunk, used) : chunk.length
      }
      if (used + most <= batchBytes) {
        put()
        return null
      }
      return flush().then(async () => {
        if (most <= batchBytes) return put()
        await writing
        await file.writeFile(chunk)
      })
    },
    end: async (): Promise<void> => {
      await flush()
      await writing
    },
    /** Resolves when nothing is being written any more. */
    settled: () => writing.catch(() => undefined),
  }
}

// Chunks are requested while the previous ones are written, and no further: a slow disk slows down the reading.
const writeChunks = async (file: FileHandle, chunks: Chunks): Promise<void> => {
  const writer = createWriter(file)
  try {
    for await (const chunk of chunks) {
      const room = writer.add(chunk)
      if (room !== null) await room
    }
    await writer.end()
  } finally {
    // The file is not closed during a write, whatever ended the chunks.
    await writer.settled()
  }
}

/**
 * Writes a file completely or not at all: temporary name in the same folder, flush, rename, flush of the folder. Mode
 * 0600. The temporary file is removed if anything fails, including the source of the chunks.
 */
export const writeAtomically = async (
  path: string,
  temporaryName: string,
  chunks: Chunks,
): Promise<void> => {
  const folder = dirname(path)
  const temporary = join(folder, temporaryName)
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants
  try {
    {
      await using file = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
      await writeChunks(file, chunks)
      await file.sync()
    }
    await rename(temporary, path)
  } catch (error) {
    // The first error is the one to report; a file left behind is removed at the next start.
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  await flushFolder(folder)
}
