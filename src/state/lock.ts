import { DatabaseSync } from 'node:sqlite'
import { createPrivately } from './location.ts'
import { asStateError, resultCode } from './sqlite.ts'

const BUSY = 5

/**
 * Takes the lock beside the state file, `PATH.lock`; null when a process has it, this one included. It is an
 * open transaction of SQLite, and so a lock of the kernel: it ends with its process, however that ends.
 */
export const takeLock = (statePath: string, waitMs: number): (() => void) | null => {
  const path = `${statePath}.lock`
  createPrivately(path)
  const connection = new DatabaseSync(path, { timeout: waitMs })
  try {
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (resultCode(error) === BUSY) return null
    throw asStateError(error, path)
  }
  return () => {
    if (connection.isOpen) connection.close()
  }
}

/** Whether a process holds the lock now. */
export const isLocked = (statePath: string): boolean => {
  const release = takeLock(statePath, 0)
  release?.()
  return release === null
}
