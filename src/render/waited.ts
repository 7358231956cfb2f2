/** A message younger than this is not called late, milliseconds. */
const punctual = 120_000

/** Whether a message waited so long for its channel that a reader must be told. */
export const isLate = (createdAt: number, now: number): boolean => now - createdAt > punctual
