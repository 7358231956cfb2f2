/** Runs work in the order in which it arrives, at most so many pieces at once. */
export const createTurns = (most: number) => {
  const line: (() => void)[] = []
  let busy = 0
  const next = (): void => {
    const first = line.shift()
    if (first === undefined) busy--
    else first()
  }
  return {
    take: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      if (busy < most) busy++
      else await new Promise<void>((resolve) => line.push(resolve))
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}
