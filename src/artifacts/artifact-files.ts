import { open, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { asArtifactError } from './artifact-error.ts'
import { checkNames } from './artifact-names.ts'
import { flushFolder } from './write-file.ts'

const pathOf = (root: string, file: string): string => {
  const [folder = '', name = '', ...more] = file.split('/')
  checkNames(folder, more.length > 0 ? file : name)
  return join(root, folder, name)
}

/**
 * The files below `dir`, by paths as the store lists them (`2026-03-01/llm_prompt_101502.txt`). Names that could leave
 * the folder are refused. All methods throw ArtifactError.
 */
export const createArtifactFiles = (dir: string) => {
  const root = resolve(dir)
  return {
    /** The lines of a file, one at a time: each row is a line, and files may be large. */
    lines: async function* (file: string): AsyncGenerator<string> {
      const path = pathOf(root, file)
      try {
        await using handle = await open(path)
        yield* handle.readLines({ autoClose: false })
      } catch (error) {
        throw asArtifactError(path, error)
      }
    },

    remove: async (file: string): Promise<void> => {
      const path = pathOf(root, file)
      try {
        await rm(path, { force: true })
        await flushFolder(resolve(path, '..'))
      } catch (error) {
        throw asArtifactError(path, error)
      }
    },
  }
}
