import { MINUTE_MS } from '../../src/domain/units.ts'
import type { OracleRule } from './checks/truth.ts'

export const rules: readonly OracleRule[] = [
  { name: 'model-failures', by: 'model', count: 60, windowMs: 30 * MINUTE_MS },
  { name: 'team-failures', by: 'team', count: 75, windowMs: 40 * MINUTE_MS },
]

/** A zone with nights of 23 and of 25 hours between its days. */
export const timezone = 'Europe/Berlin'

/**
 * The daemon's configuration: production's but for the triggers, which ring in real time, and rules that the oracle knows.
 * The overlap is fixed, so that the oracle knows too what a poll has to find.
 */
export const yaml = `
timezone: ${timezone}
poll: { schedule: '* * * * * *' }
report: { schedule: '*/3 * * * * *', notify: [email] }
sweep: { schedule: '*/2 * * * * *', databaseShare: 0.5 }
digest: { schedule: '10 0 * * *' }
prune: { schedule: '0 0 1 1 *' }
source: { overlap: 15m, settleMargin: 1m, pageSize: 200 }
web: { port: 0 }
log: { level: debug }
rules:
${rules
  .map(
    ({ name, by, count, windowMs }) =>
      `  - { name: ${name}, type: threshold, by: [${by}], count: ${count}, window: ${windowMs / MINUTE_MS}m, keepFiringFor: 10m }`,
  )
  .join('\n')}
`

/** A poll finds for sure what comes no later than the overlap after its start, fast milliseconds. */
export const promptMs = 14 * MINUTE_MS
