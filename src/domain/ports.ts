/** What every job is given. Ports of one job alone stand in its own file. */

/** The one clock outside the pure rooms: epoch milliseconds, UTC. */
export interface Clock {
  readonly now: () => number
}

/** The part of pino that jobs use: fields first, then the sentence. */
export interface Logger {
  readonly debug: (fields: object, message: string) => void
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}
