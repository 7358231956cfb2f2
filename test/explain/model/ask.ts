import { MINUTE_MS } from '../../../src/domain/units.ts'
import {
  createModel,
  type ModelOptions,
  type ModelSurroundings,
} from '../../../src/explain/model/model.ts'
import type { RetryPolicy } from '../../../src/explain/model/model-retry.ts'
import { wallClock } from '../../support/wall-clock.ts'

export const SYSTEM = 'You explain.'
export const USER = 'Two failures.'

/** No waiting in tests: the table is fast, and what would be waited is written down. */
export const FAST: RetryPolicy = { delays: [10, 20, 40], jitter: 0, longestRetryAfter: MINUTE_MS }

const quiet = { info: () => {}, warn: () => {} }

export const ask = (
  url: string,
  options: Partial<ModelOptions> = {},
  surroundings: Partial<ModelSurroundings> = {},
  signal: AbortSignal = new AbortController().signal,
) =>
  createModel({ url, apiKey: '', model: 'small', temperature: 0.2, ...options }, quiet, {
    ...wallClock,
    sleep: async () => {},
    policy: FAST,
    ...surroundings,
  }).complete({ system: SYSTEM, user: USER }, 'lookout-1', signal)
