import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { messageOf } from '../domain/reason.ts'
import { StateError } from './database.ts'
import { asStateError } from './sqlite.ts'

/** The file of `sqlite:PATH` as an absolute path. Throws StateError `url` for anything else. */
export const stateFile = (url: string): string => {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === 'postgres' || scheme === 'postgresql') {
    throw new StateError('url', 'STATE_URL: PostgreSQL cannot hold the state yet; use sqlite:PATH')
  }
  if (scheme !== 'sqlite') {
    // The value is not repeated, because it may contain a password.
    throw new StateError('url', `STATE_URL: unknown scheme ${scheme ?? '(none)'}; use sqlite:PATH`)
  }
  const path = url.slice('sqlite:'.length).replace(/^\/\/(?=.)/, '')
  if (path === '') throw new StateError('url', 'STATE_URL: sqlite: needs the path of a file')
  return resolve(path)
}

/** Creates a file that only its owner can access; an existing one is unchanged. */
export const createPrivately = (path: string): void => {
  // An existing file is not opened: closing it would drop the locks that SQLite holds on it in this process.
  if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600))
}

/** Creates the folder and the file, or says what prevents it. Throws StateError `unwritable`. */
export const prepareFile = (path: string): void => {
  const folder = dirname(path)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    createPrivately(path)
    accessSync(path, constants.W_OK)
  } catch (error) {
    const why = messageOf(error)
    throw new StateError(
      'unwritable',
      `state ${path}: the folder ${folder} must exist and be writable for Lookout's user (${why})`,
      { cause: error },
    )
  }
}

// SQLite finds a file's write-ahead log by its name: they are renamed together.
const PARTS = ['', '-wal', '-shm']

/**
 * Renames a damaged state file, with its log, to `PATH.broken-YYYYMMDDTHHMMSSZ` (UTC; with a suffix if taken). The file
 * must not be open. Returns the new path.
 */
export const setAside = (path: string, now: number): string => {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  let aside = `${path}.broken-${stamp}`
  for (let suffix = 2; existsSync(aside); suffix += 1) aside = `${path}.broken-${stamp}-${suffix}`
  try {
    for (const part of PARTS) {
      if (existsSync(path + part)) renameSync(path + part, aside + part)
    }
  } catch (error) {
    throw new StateError('unwritable', `state ${path}: it cannot be set aside`, { cause: error })
  }
  return aside
}

// In one step: a write by another connection between steps would restart the backup.
const ALL_PAGES = 2 ** 31 - 1

/**
 * Copies a state file while it is in use, with SQLite's online backup: the content of one moment, under a temporary
 * name first. An older copy of this name is replaced. Throws StateError.
 */
export const copyState = async (path: string, to: string): Promise<void> => {
  const part = `${to}.part`
  try {
    createPrivately(part)
    // A separate connection: the store's may be in the middle of a transaction.
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
