import { access, constants, lstat, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Chunks } from '../pipeline/report/report-ports.ts'
import { asArtifactError, isMissing } from './artifact-error.ts'
import { checkNames, isArtifact, isFolder, isTemporary, temporaryName } from './artifact-names.ts'
import { ensureFolder, flushFolder, writeAtomically } from './write-file.ts'

const isThere = async (path: string): Promise<boolean> => {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw asArtifactError(path, error)
  }
}

/** The entries of a folder, sorted; none if it does not exist. */
const entriesOf = async (path: string): Promise<readonly string[]> => {
  try {
    return (await readdir(path)).toSorted()
  } catch (error) {
    if (isMissing(error)) return []
    throw asArtifactError(path, error)
  }
}

/** Folders that are links are not ours: nothing in them is listed or removed. */
const dateFolders = async (dir: string): Promise<readonly string[]> => {
  const names = (await entriesOf(dir)).filter(isFolder)
  const real = await Promise.all(
    names.map(async (name) => (await lstat(join(dir, name)).catch(() => null))?.isDirectory()),
  )
  return names.filter((_, index) => real[index])
}

/**
 * The artifacts below `dir`: one folder for each date (YYYY-MM-DD, mode 0750), created on demand, with files of mode
 * 0600. Names that could leave the folder are refused. All methods throw ArtifactError.
 */
export const createArtifactStore = (dir: string) => {
  const root = resolve(dir)
  return {
    /** Whether a file with this folder and name exists already. */
    exists: async (folder: string, name: string): Promise<boolean> => {
      checkNames(folder, name)
      return isThere(join(root, folder, name))
    },

    /**
     * Writes atomically, replacing a file of this name. Chunks are read as fast as the disk writes them. Resolves with
     * the path.
     */
    write: async (folder: string, name: string, chunks: Chunks): Promise<string> => {
      checkNames(folder, name)
      const path = join(root, folder, name)
      const isNew = !(await isThere(join(root, folder)))
      try {
        await ensureFolder(join(root, folder))
        if (isNew) await flushFolder(root)
      } catch (error) {
        throw asArtifactError(join(root, folder), error)
      }
      const guarded = guard(chunks)
      try {
        await writeAtomically(path, temporaryName(name), guarded.chunks)
      } catch (error) {
        // An error of the source of the chunks is not the disk's: it is thrown unchanged.
        throw guarded.failed() ? error : asArtifactError(path, error)
      }
      return path
    },

    /** Removes unfinished files of crashed runs; called before the first write. Resolves with their number. */
    sweepTemporary: async (): Promise<number> => {
      let swept = 0
      for (const folder of await dateFolders(root))
        for (const name of (await entriesOf(join(root, folder))).filter(isTemporary)) {
          await rm(join(root, folder, name), { force: true }).catch((error: unknown) => {
            throw asArtifactError(join(root, folder, name), error)
          })
          swept++
        }
      return swept
    },

    /** Removes the date folders before this day (YYYY-MM-DD), and nothing else. Resolves with their number. */
    prune: async (beforeDay: string): Promise<number> => {
      const old = (await dateFolders(root)).filter((folder) => folder < beforeDay)
      for (const folder of old)
        await rm(join(root, folder), { recursive: true, force: true }).catch((error: unknown) => {
          throw asArtifactError(join(root, folder), error)
        })
      return old.length
    },

    /** The files of one date folder, or of all: paths relative to the output folder, sorted. */
    list: async (folder?: string): Promise<readonly string[]> => {
      const folders = (await dateFolders(root)).filter((name) => name === (folder ?? name))
      const files = await Promise.all(
        folders.map(async (name) =>
          (await entriesOf(join(root, name))).filter(isArtifact).map((file) => `${name}/${file}`),
        ),
      )
      return files.flat()
    },

    /** Resolves with the folder's path if artifacts can be written there; creates it if it does not exist. */
    writable: async (): Promise<string> => {
      try {
        await ensureFolder(root)
        await access(root, constants.W_OK | constants.X_OK)
      } catch (error) {
        throw asArtifactError(root, error)
      }
      return root
    },
  }
}

/** Records whether the source of the chunks failed, and not the disk. */
const guard = (chunks: Chunks) => {
  let failed = false
  async function* guarded(): AsyncGenerator<string | Uint8Array> {
    try {
      yield* chunks
    } catch (error) {
      failed = true
      throw error
    }
  }
  return { chunks: guarded(), failed: () => failed }
}
