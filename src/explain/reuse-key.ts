import { createHash } from 'node:crypto'
import type { Facts } from '../domain/facts.ts'

/** Sizes that tell the same story: each step is about half as much again as the one before. */
const rough = (count: number): number => (count < 1 ? 0 : Math.round(Math.log2(count) * 1.7))

/**
 * Equal for facts of which the same words may be true: the same groups in the same order, of about the same sizes.
 * Whether they are true is looked at again, each statement by itself. `about`: what else an answer depends on.
 */
export const reuseKey = (facts: Facts, about: readonly string[]): string => {
  const groups = facts.groups.map(({ fingerprint, count, standing = '' }) => [
    fingerprint,
    rough(count),
    standing,
  ])
  const whole = [about, facts.instance, facts.alert?.rule ?? '', rough(facts.total), groups]
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex')
}
