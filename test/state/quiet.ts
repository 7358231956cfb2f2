import type { Logger } from '../../src/domain/ports.ts'

const nothing = (): void => undefined

/** A log that nobody reads. */
export const quiet: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing }
