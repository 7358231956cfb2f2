import { execFileSync } from 'node:child_process'
import { cpSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The system's account that PostgreSQL runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const idOf = (flag: '-u' | '-g', name: string): number =>
  Number(
    execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )

/** PostgreSQL refuses to run as root: then it runs as one of the accounts that a system has anyway. Null: as ourselves. */
export const postgresAccount = (uid: number | undefined): Account | null => {
  if (uid !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // Not on this system.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody')
}

const mayEnter = (folder: string, { uid, gid }: Account): boolean => {
  const { mode, uid: owner, gid: group } = statSync(folder)
  if (owner === uid) return (mode & 0o100) !== 0
  if (group === gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

/** Whether an account gets to a folder: it needs to enter each one above it, too. */
export const reaches = (folder: string, account: Account): boolean => {
  const at = realpathSync(folder)
  return mayEnter(at, account) && (dirname(at) === at || reaches(dirname(at), account))
}

/** The folder itself, or where the account cannot get to it (a clone in a private folder), a copy of it at `copy`. */
export const withinReach = (folder: string, copy: string, account: Account | null): string => {
  if (account === null || reaches(folder, account)) return folder
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
