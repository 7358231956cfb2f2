import type { Executor } from './database.ts'
import { isLocked } from './lock.ts'
import { readMeta, writeMeta } from './meta.ts'

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

/** Who took the lock last, whether or not it still has it. */
export const readLockOwner = async (db: Executor): Promise<HeldBy | null> => {
  const value = await readMeta(db, HOLDER)
  return value === null ? null : JSON.parse(value)
}

/** Who holds the state now; null for nobody. What a killed daemon left behind counts for nothing. */
export const heldBy = async (db: Executor, path: string): Promise<HeldBy | null> =>
  isLocked(path) ? await readLockOwner(db) : null
