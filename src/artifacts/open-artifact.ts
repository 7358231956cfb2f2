import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { asArtifactError, isMissing } from './artifact-error.ts'
import { isArtifact, isFolder } from './artifact-names.ts'

/** An artifact to be read; the stream closes the file when it ends or is destroyed. */
export interface OpenedArtifact {
  readonly bytes: number
  readonly stream: ReadableStream<Uint8Array>
}

/**
 * Returns the function that opens a file below `dir`; null for what does not exist, is a link, or has a name that none
 * of ours has: so no name leads out of the folder. Throws ArtifactError.
 */
export const createArtifactOpener = (dir: string) => {
  const root = resolve(dir)
  return async (folder: string, name: string): Promise<OpenedArtifact | null> => {
    if (!isFolder(folder) || !isArtifact(name)) return null
    const path = join(root, folder, name)
    try {
      if (!(await lstat(join(root, folder))).isDirectory()) return null
      const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
      const about = await file.stat()
      if (about.isFile()) {
        return { bytes: about.size, stream: file.readableWebStream({ autoClose: true }) }
      }
      await file.close()
      return null
    } catch (error) {
      const isLink = error instanceof Error && 'code' in error && error.code === 'ELOOP'
      if (isMissing(error) || isLink) return null
      throw asArtifactError(path, error)
    }
  }
}
