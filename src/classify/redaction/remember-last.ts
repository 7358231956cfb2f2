/** A slice keeps the whole text it was taken from in memory; this one does not. */
export const copied = (slice: string): string => ` ${slice}`.slice(1)

/** Remembers the newest answers: at the bound it forgets them all, which is rare and costs one look at each. */
export const remember = <T>(known: Map<string, T>, most: number, key: string, value: T): T => {
  if (known.size >= most) known.clear()
  known.set(copied(key), value)
  return value
}
