import { DatabaseSync } from 'node:sqlite'
import type { Executor } from './database.ts'
import { createPrivately } from './location.ts'
import { readMeta, writeMeta } from './meta.ts'
import { asStateError, resultCode } from './sqlite.ts'

const BUSY = 5

/**
 * Takes the lock beside the state file, `PATH.lock`; null if a process has it, this one included. It is an open
 * transaction of SQLite, and so a lock of the kernel: it ends with its process in any case.
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
const isLocked = (statePath: string): boolean => {
  const release = takeLock(statePath, 0)
  release?.()
  return release === null
}

/** The process that a daemon runs in. */
export interface LockOwner {
  readonly pid: number
  readonly host: string
}

/** `since` in epoch milliseconds. */
export interface HeldBy extends LockOwner {
  readonly since: number
}

const HOLDER = 'holder'

export const writeLockOwner = (db: Executor, lockOwner: HeldBy): Promise<void> =>
  writeMeta(db, HOLDER, JSON.stringify(lockOwner))

/** The last lock owner, whether or not it still has the lock. */
export const readLockOwner = async (db: Executor): Promise<HeldBy | null> => {
  const value = await readMeta(db, HOLDER)
  return value === null ? null : JSON.parse(value)
}

/** The lock owner; null for none. What a killed daemon left behind is ignored. */
export const heldBy = async (db: Executor, path: string): Promise<HeldBy | null> =>
  isLocked(path) ? await readLockOwner(db) : null
