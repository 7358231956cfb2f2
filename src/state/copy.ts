import { renameSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { createPrivately } from './location.ts'
import { asStateError } from './sqlite.ts'

// In one step: between steps a write by another connection would start it over.
const ALL_PAGES = 2 ** 31 - 1

/**
 * Copies a state file while it is in use, by SQLite's online backup: one moment's content, under a temporary
 * name first. An older copy of this name is replaced. Throws StateError.
 */
export const copyState = async (path: string, to: string): Promise<void> => {
  const part = `${to}.part`
  try {
    createPrivately(part)
    // A connection of its own: the store's may be in the middle of a transaction.
    const source = new DatabaseSync(path, { readOnly: true })
    try {
      await backup(source, part, { rate: ALL_PAGES })
    } finally {
      source.close()
    }
    renameSync(part, to)
  } catch (error) {
    throw asStateError(error, to)
  }
}
