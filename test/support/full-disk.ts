import { DatabaseSync } from 'node:sqlite'
import { vi } from 'vitest'

/**
 * Lets the state's disk be full without filling one: SQLite itself then refuses to let the file grow, with the very
 * error of a full disk. To be called before the state is opened; `path` is the state's file.
 */
export const createFullDisk = (path: string) => {
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec')
  const opened = (): readonly DatabaseSync[] =>
    exec.mock.contexts
      .filter((each) => each instanceof DatabaseSync)
      .filter((each) => each.isOpen && each.location() === path)
  const limit = (pages: string): void => {
    for (const connection of new Set(opened())) connection.exec(`PRAGMA max_page_count = ${pages}`)
  }
  return {
    // Less than there is means: what there is.
    fill: () => limit('1'),
    makeRoom: () => limit('4294967294'),
    restore: () => exec.mockRestore(),
  }
}
