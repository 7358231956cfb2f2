import { LRUCache } from 'lru-cache'
import { MINUTE_MS } from '../../domain/units.ts'

/** Tries with a wrong token that one address has in a window. */
const most = 5
const windowMs = MINUTE_MS
/** Addresses that are remembered; beyond them the one that was away for longest goes. */
const mostAddresses = 10_000

export interface Tries {
  /** Milliseconds until this address may try again; 0 for now. */
  readonly wait: (address: string, now: number) => number
  readonly failed: (address: string, now: number) => void
}

/** All of a network that one household or machine is given (a /64) counts as one. */
const subject = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = ''] = plain.split('%')
  const [left = '', right] = head.split('::')
  const groups = left === '' ? [] : left.split(':')
  const missing = right === undefined ? 0 : 8 - groups.length - right.split(':').length
  const whole = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0')]
  return whole.slice(0, 4).join(':')
}

/** Counts wrong tokens by the address at the other end of the connection: headers could be made up. */
export const createTries = (): Tries => {
  const failures = new LRUCache<string, readonly number[]>({ max: mostAddresses })
  const recent = (of: string, now: number): readonly number[] =>
    (failures.get(of) ?? []).filter((at) => at <= now && now - at < windowMs)
  return {
    wait: (address, now) => {
      const times = recent(subject(address), now)
      const [first] = times
      return times.length < most || first === undefined ? 0 : first + windowMs - now
    },
    failed: (address, now) => {
      const of = subject(address)
      failures.set(of, [...recent(of, now), now].slice(-most))
    },
  }
}
