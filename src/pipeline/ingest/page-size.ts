import type { ErrorEvent } from '../../domain/event.ts'

/** So many characters of messages and tracebacks a page may hold; a thousand usual rows have a quarter of it. */
const mostCharacters = 4_000_000
/** What the first page of a process asks for, before anything is known of the rows. */
const firstPage = 100
const leastPage = 10

const widthOf = (event: ErrorEvent): number => event.message.length + event.tracebackTail.length

/** How many rows to ask for, so that no page is too large for the memory, however long its rows are. */
export interface PageSize {
  readonly current: () => number
  /** What the last page was like, the next one will be. */
  readonly learn: (page: readonly ErrorEvent[]) => void
}

/** `most`: the size of a page of rows of usual width. */
export const createPageSize = (most: number): PageSize => {
  let size = Math.min(most, firstPage)
  return {
    current: () => size,
    learn: (page) => {
      if (page.length === 0) return
      const width = page.reduce((sum, event) => sum + widthOf(event), 1) / page.length
      const fits = Math.max(leastPage, Math.floor(mostCharacters / width))
      // Tenfold at the most: the few rows seen so far may have been the short ones.
      size = Math.min(most, fits, size * 10)
    },
  }
}
