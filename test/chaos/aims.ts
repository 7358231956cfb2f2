import type { Random } from '../../src/demo/traffic/random.ts'
import type { Aim } from './orders.ts'

/** Steps between which the process must be able to end, and how often each comes in a second or two. */
const steps: readonly { readonly call: string; readonly most: number; readonly weight: number }[] =
  [
    { call: 'store.commitPage', most: 6, weight: 8 },
    { call: 'store.commitEvaluation', most: 2, weight: 8 },
    { call: 'store.claimReport', most: 1, weight: 6 },
    { call: 'store.finishReport', most: 1, weight: 6 },
    { call: 'artifacts.write', most: 5, weight: 10 },
    { call: 'slack.send', most: 2, weight: 8 },
    { call: 'email.send', most: 2, weight: 8 },
    { call: 'store.markSent', most: 2, weight: 8 },
    { call: 'store.postpone', most: 2, weight: 5 },
    { call: 'store.makeDigest', most: 1, weight: 4 },
    { call: 'store.recordSweep', most: 8, weight: 4 },
    { call: 'store.recordPoll', most: 2, weight: 2 },
    { call: 'store.recordNewest', most: 2, weight: 2 },
    { call: 'store.watchSince', most: 2, weight: 2 },
    { call: 'store.due', most: 4, weight: 2 },
    { call: 'source.keys', most: 4, weight: 2 },
    { call: 'source.read', most: 4, weight: 3 },
    { call: 'source.readKeys', most: 2, weight: 3 },
    { call: 'source.fullRows', most: 3, weight: 3 },
  ]

/** Draws the step at which the next daemon ends. */
export const drawAim = (random: Random): Aim => {
  const { call, most } = random.weighted(steps)
  const sides = call === 'artifacts.write' ? ['before', 'middle', 'after'] : ['before', 'after']
  return { point: `${call}:${random.pick(sides)}`, nth: random.between(1, most) }
}

/** Right after midnight, when a digest is due: between its steps. */
export const digestAim = (random: Random): Aim => ({
  point: random.pick(['store.makeDigest:before', 'store.makeDigest:after', 'slack.send:after']),
  nth: 1,
})
