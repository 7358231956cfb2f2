import type { Clock } from '../../src/domain/ports.ts'

/** The real time, for what a test runs against real servers. */
export const wallClock: Clock = { now: Date.now }
