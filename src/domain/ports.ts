/** Ports that every job gets. A port of a single job is in that job's file. */

/** The only clock outside the pure rooms: epoch milliseconds, UTC. */
export interface Clock {
  readonly now: () => number
}

/** The part of pino that jobs use: fields first, then the message. */
export interface Logger {
  readonly debug: (fields: object, message: string) => void
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}
