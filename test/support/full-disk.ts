import { DatabaseSync } from 'node:sqlite'

/**
 * Lets the state's disk be full without filling one: SQLite itself then refuses to let the file grow, with the very
 * error of a full disk. To be called before the state is opened; `path` is the state's file.
 */
export const createFullDisk = (path: string) => {
  const { exec } = DatabaseSync.prototype
  const opened = new Set<DatabaseSync>()
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
    opened.add(this)
    return exec.call(this, sql)
  }
  const limit = (pages: string): void => {
    for (const connection of opened)
      if (connection.isOpen && connection.location() === path)
        exec.call(connection, `PRAGMA max_page_count = ${pages}`)
  }
  return {
    // Less than there is means: what there is.
    fill: () => limit('1'),
    makeRoom: () => limit('4294967294'),
    restore: () => {
      DatabaseSync.prototype.exec = exec
    },
  }
}
