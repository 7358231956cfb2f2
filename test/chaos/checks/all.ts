import type { Observed } from '../observed.ts'
import { checkAlerts } from './alerts.ts'
import { checkDeliveries } from './deliveries.ts'
import { checkDigests } from './digests.ts'
import { checkEvents, checkMinutes, checkReports } from './state.ts'
import type { Truth } from './truth.ts'

type Check = (truth: Truth, observed: Observed) => readonly string[]

/** Every check by its name. A check returns a sentence for each thing that is not as promised. */
const checks: ReadonlyMap<string, Check> = new Map([
  ['events', checkEvents],
  ['minute counts', checkMinutes],
  ['reports', checkReports],
  ['digests', checkDigests],
  ['alerts', checkAlerts],
  ['deliveries', checkDeliveries],
])

export const violationsOf = (truth: Truth, observed: Observed): readonly string[] =>
  [...checks].flatMap(([name, check]) =>
    check(truth, observed).map((problem) => `${name}: ${problem}`),
  )
