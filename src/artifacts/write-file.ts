import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ArtifactError } from './artifact-error.ts'

/** Bytes gathered before they go to the disk: a row at a time would be a system call for each. */
const batchBytes = 64 * 1024

/** Makes the folder if it is not there. A symbolic link in its place could lead anywhere: refused. */
export const ensureFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o750 })
  if ((await lstat(path)).isDirectory()) return
  throw new ArtifactError(path, 'not a folder but a link', 'put a real folder there')
}

/** Makes the entries of a folder last: a rename is only safe once the folder itself is on the disk. */
export const flushFolder = async (path: string): Promise<void> => {
  await using folder = await open(path, constants.O_RDONLY)
  await folder.sync()
}

// The next chunk is asked for only when the last is written, so that a slow disk slows the reading down.
const writeChunks = async (
  file: FileHandle,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<void> => {
  let waiting: string[] = []
  let size = 0
  for await (const chunk of chunks) {
    waiting.push(chunk)
    size += chunk.length
    if (size < batchBytes) continue
    await file.writeFile(waiting.join(''))
    waiting = []
    size = 0
  }
  await file.writeFile(waiting.join(''))
}

/**
 * Writes a file that is either there in full or not at all: temporary name in the same folder, flush, rename, flush of
 * the folder. Mode 0600. The temporary file is gone when anything fails, the source of the chunks included.
 */
export const writeAtomically = async (
  path: string,
  temporaryName: string,
  chunks: AsyncIterable<string> | Iterable<string>,
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
    // The first error is the one to tell; a file left behind is swept up at the next start.
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  await flushFolder(folder)
}
