import type { ErrorEvent } from '../../domain/event.ts'

/** Maximum characters of messages and tracebacks in a page; a thousand usual rows have a quarter of it. */
const mostCharacters = 4_000_000
/** Size of the first page of a process, before anything is known about the rows. */
const firstPage = 100
const leastPage = 10

const widthOf = (event: ErrorEvent): number => event.message.length + event.tracebackTail.length

/** How many rows to request, so that a page fits in memory, however long its rows are. */
export interface PageSize {
  readonly current: () => number
  /** Assumes that the next page is like the last one. */
  readonly learn: (page: readonly ErrorEvent[]) => void
}

/** `most`: the size of a page with rows of usual length. */
export const createPageSize = (most: number): PageSize => {
  let size = Math.min(most, firstPage)
  return {
    current: () => size,
    learn: (page) => {
      if (page.length === 0) return
      const width = page.reduce((sum, event) => sum + widthOf(event), 1) / page.length
      const fits = Math.max(leastPage, Math.floor(mostCharacters / width))
      // At most tenfold: the few rows seen so far may have been the short ones.
      size = Math.min(most, fits, size * 10)
    },
  }
}
