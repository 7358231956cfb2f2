import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  createFingerprinter,
  type Fingerprinted,
  type FingerprintInput,
  GROUPING_VERSION,
} from '../../../src/classify/grouping/fingerprint.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'
import type { Store } from '../../../src/state/store.ts'
import { T0 } from '../../state/contract/make.ts'
import { commit, failure, regroup, visits } from '../../state/grouped.ts'
import { openTemp } from '../../state/open-temp.ts'

const ofToday = createFingerprinter()
const NEXT = GROUPING_VERSION + 1

/** The same algorithm under another version: every fingerprint is another one, every title says so. */
const nextVersion = (input: FingerprintInput): Fingerprinted => {
  const group = ofToday(input)
  const fingerprint = createHash('sha256').update(group.template).digest('hex').slice(16, 32)
  return { ...group, fingerprint, version: NEXT, title: `${group.title}, again` }
}

/** A version that no longer tells numbers of days apart: what were two groups is one. */
const coarser = (input: FingerprintInput): Fingerprinted =>
  nextVersion({ ...input, message: input.message.replace('daily', 'weekly') })

const upgrade = (store: Store, fingerprint = nextVersion) =>
  regroup(store, { fingerprint, version: NEXT })

const later = T0 + HOUR_MS

const seen = async (store: Store) =>
  (await store.listGroups()).map(({ fingerprint, count, firstSeen }) => [
    fingerprint,
    count,
    firstSeen,
  ])

describe('a new version of the algorithm', () => {
  test('finds its groups known: none is born again, and first seen stays', async () => {
    const store = await openTemp()
    const messages = [
      'the daily limit of 7 tokens is gone',
      'nobody at host 10.0.0.7 answers us',
      '',
    ]
    await commit(
      store,
      messages.map((message, n) => failure(`old-${n}`, message)),
    )
    await regroup(store)
    const before = await seen(store)
    await upgrade(store)
    await commit(
      store,
      messages.map((message, n) => failure(`new-${n}`, message, later, {}, nextVersion)),
    )
    await upgrade(store)
    expect((await seen(store)).sort()).toEqual(
      before.map(([fingerprint]) => [fingerprint, 2, T0]).sort(),
    )
    const titles = (await store.listGroups()).map(({ title }) => title)
    expect(titles.every((title) => title.endsWith(', again'))).toBe(true)
  })

  test('finds groups of which no event is left by their templates', async () => {
    const store = await openTemp()
    await commit(store, [failure('1', 'the daily limit of 7 tokens is gone')])
    await regroup(store)
    await store.prune({ events: later, groups: 0, reports: 0 })
    await upgrade(store)
    await commit(store, [
      failure('2', 'the daily limit of 9 tokens is gone', later, {}, nextVersion),
    ])
    expect(await seen(store)).toEqual([[expect.any(String), 2, T0]])
  })

  test('joins groups that it no longer tells apart', async () => {
    const store = await openTemp()
    await commit(store, [
      failure('1', 'the daily limit of 7 tokens is gone'),
      failure('2', 'the weekly limit of 7 tokens is gone', T0 + 5),
    ])
    await regroup(store)
    await upgrade(store, coarser)
    expect(await seen(store)).toEqual([[expect.any(String), 2, T0]])
  })

  test('leaves look-alikes together', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const before = await seen(store)
    await upgrade(store)
    const again = visits().map(({ message }, n) =>
      failure(`new-${n}`, message, later, {}, nextVersion),
    )
    await commit(store, again)
    expect(await seen(store)).toEqual(before.map(([name]) => [name, 12, T0]))
  })

  test('is looked for once: nothing changes when it starts again', async () => {
    const store = await openTemp()
    await commit(store, [failure('1', 'the daily limit of 7 tokens is gone')])
    await regroup(store)
    await upgrade(store)
    const standing = await store.groupsStanding()
    await upgrade(store)
    expect(await store.groupsStanding()).toBe(standing)
  })
})

describe("an operator's rules", () => {
  const message = 'the daily limit of 7 tokens is gone'
  const titleOf = async (store: Store) => (await store.listGroups()).map(({ title }) => title)

  test('name groups that were there before, and lose their name with the rule', async () => {
    const store = await openTemp()
    await commit(store, [failure('1', message)])
    await regroup(store)
    const rules = { rules: [{ message: 'daily limit', title: 'too much for a day' }] }
    await regroup(store, { rules })
    expect(await titleOf(store)).toEqual(['too much for a day'])
    await regroup(store)
    expect(await titleOf(store)).toEqual(['the daily limit of 7 tokens is gone'])
  })

  test('give a fixed fingerprint that reaches the groups, and that nothing joins', async () => {
    const store = await openTemp()
    const grouping = {
      rules: [{ message: 'wanted (ada|bob)', fingerprint: 'imports', title: 'Import' }],
    }
    const fingerprint = createFingerprinter(grouping)
    const events = visits(['ada', 'bob', 'cleo', 'dan', 'eve', 'finn', 'gil'])
    await commit(
      store,
      events.map(({ requestId, message, time }) =>
        failure(requestId, message, time, {}, fingerprint),
      ),
    )
    await regroup(store, { rules: grouping })
    const groups = await store.listGroups()
    expect(groups.map(({ count }) => count)).toEqual([5, 2])
    expect(groups[1]).toMatchObject({ fingerprint: 'imports', title: 'Import', aliases: [] })
  })

  test('that mask more do not make new errors of old ones', async () => {
    const store = await openTemp()
    await commit(store, [failure('1', 'shard blue does not answer anybody')])
    await regroup(store)
    const rules = { masks: [{ pattern: 'blue|green', name: 'shard' }] }
    await regroup(store, { rules })
    const fingerprint = createFingerprinter(rules)
    const green = 'shard green does not answer anybody'
    await commit(store, [failure('2', green, later, {}, fingerprint)])
    expect(await seen(store)).toEqual([[expect.any(String), 2, T0]])
  })
})

describe('groups that are kept apart', () => {
  test('by the configuration join nothing, until it says otherwise', async () => {
    const store = await openTemp()
    await commit(store, visits())
    const alone = visits()[0]?.group.fingerprint ?? ''
    await regroup(store, { pinned: [alone] })
    expect((await store.listGroups()).map(({ count, apart }) => [count, apart])).toEqual([
      [5, false],
      [1, true],
    ])
    await regroup(store)
    expect((await store.listGroups()).map(({ count }) => count)).toEqual([6])
  })

  test('by hand go their own way from then on, not as new ones; what was counted stays', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const [event] = visits()
    const alone = event?.group.fingerprint ?? ''
    expect(await store.takeApart(alone)).toEqual([alone])
    await commit(store, [failure('next', event?.message ?? '', later)])
    await regroup(store)
    const groups = await store.listGroups()
    expect(groups.map(({ count }) => count)).toEqual([6, 1])
    expect(groups[1]).toMatchObject({
      fingerprint: alone,
      firstSeen: T0,
      lastSeen: later,
      apart: true,
    })
  })

  test('stay apart in the next version', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const [event] = visits()
    const alone = event?.group.fingerprint ?? ''
    await store.takeApart(alone)
    await upgrade(store)
    await commit(store, [failure('next', event?.message ?? '', later, {}, nextVersion)])
    await upgrade(store)
    expect((await store.listGroups()).map(({ count }) => count)).toEqual([6, 1])
  })

  test('as a family: all members go their own way', async () => {
    const store = await openTemp()
    await commit(store, visits())
    await regroup(store)
    const [family] = await store.listGroups()
    expect(await store.takeApart(family?.fingerprint ?? '')).toHaveLength(7)
    await commit(
      store,
      visits().map((event) => ({ ...event, requestId: `${event.requestId}-2`, time: later })),
    )
    await regroup(store)
    expect((await store.listGroups()).map(({ count }) => count)).toEqual([6, 1, 1, 1, 1, 1, 1])
  })
})

describe('groups joined by hand', () => {
  test('go by the name they were joined into, and can be taken apart again', async () => {
    const store = await openTemp()
    const [one, other] = [
      failure('1', 'the disk is full again'),
      failure('2', 'no space left on it', T0 + 5),
    ]
    await commit(store, [one, other])
    const [from, into] = [one.group.fingerprint, other.group.fingerprint]
    expect(await store.joinByHand(from, into)).toBe(true)
    expect(await store.joinByHand(from, into)).toBe(false)
    expect(await seen(store)).toEqual([[into, 2, T0]])
    await store.takeApart(from)
    await commit(store, [failure('3', one.message, later)])
    expect((await seen(store)).sort()).toEqual(
      [
        [from, 1, T0],
        [into, 2, T0],
      ].sort(),
    )
    expect(await store.joinByHand(from, into)).toBe(true)
    expect(await seen(store)).toEqual([[into, 3, T0]])
  })
})
