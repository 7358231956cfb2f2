/** Runs one piece of work at a time, in the order of the calls. */
export const createMutex = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    // The next one waits for this one to end, whether it succeeds or not.
    last = mine.catch(() => undefined)
    return mine
  }
}
