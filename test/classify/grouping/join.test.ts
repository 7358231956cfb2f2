import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFingerprinter } from '../../../src/classify/grouping/fingerprint.ts'
import { createJoiner, joinTemplates, mergeTemplates } from '../../../src/classify/grouping/join.ts'
import type { JoinEntry } from '../../../src/classify/grouping/slots.ts'

const fingerprint = createFingerprinter()

const entry = (message: string): JoinEntry =>
  fingerprint({ message, errorClass: '', statusCode: '', provider: '' })

const NAMES = ['ada', 'bob', 'cleo', 'dan', 'eve', 'finn']
const entries = NAMES.map((name) => entry(`the nightly import of ${name} was stopped early`))
const importsBy = NAMES.map((name) => entry(`the nightly import wanted ${name} to be there`))

const groupsOf = (all: readonly JoinEntry[], aliases: ReadonlyMap<string, string>): number =>
  new Set(all.map((each) => aliases.get(each.fingerprint) ?? each.fingerprint)).size

describe('the second stage', () => {
  it('joins templates that differ in one word where many words were seen', () => {
    expect(groupsOf(importsBy, joinTemplates(importsBy))).toBe(1)
  })

  it('waits until enough different words were seen', () => {
    const few = importsBy.slice(0, 4)
    expect(groupsOf(few, joinTemplates(few))).toBe(4)
  })

  it.each([
    [
      'kinds',
      ['second', 'minute', 'hour', 'day', 'week', 'month'],
      'limit of calls a WORD was reached',
    ],
    [
      'parameters',
      ['alpha', 'beta', 'gamma', 'delta', 'eta'],
      'there is no parameter WORD for this call',
    ],
    [
      'classes',
      ['AError', 'BError', 'CError', 'DError', 'EError'],
      'litellm.WORD: the call of it went wrong',
    ],
  ])('never takes %s for names', (_, words, sentence) => {
    const all = words.map((word) => entry(sentence.replace('WORD', word)))
    expect(groupsOf(all, joinTemplates(all))).toBe(words.length)
  })

  it('keeps apart what an operator keeps apart', () => {
    const alone = importsBy[0]?.fingerprint ?? ''
    const aliases = joinTemplates(importsBy, { pinned: [alone] })
    expect(aliases.has(alone)).toBe(false)
    expect([...aliases.values()]).not.toContain(alone)
    expect(groupsOf(importsBy, aliases)).toBe(2)
  })

  it('ends the same whatever the order', () => {
    const all = [...importsBy, ...entries]
    const expected = [...joinTemplates(all)].sort()
    const orders = fc.shuffledSubarray(all, { minLength: all.length })
    fc.assert(
      fc.property(orders, (order) => {
        expect([...joinTemplates(order)].sort()).toEqual(expected)
      }),
    )
  })

  it('never splits what it joined', () => {
    const orders = fc.shuffledSubarray([...importsBy, ...entries], { minLength: 12 })
    fc.assert(
      fc.property(orders, (order) => {
        const joiner = createJoiner()
        let joined: [string, string][] = []
        for (const each of order) {
          joiner.add(each)
          const now = joiner.aliases()
          const root = (id: string): string => now.get(id) ?? id
          for (const [id, group] of joined) expect(root(id)).toBe(root(group))
          joined = [...now]
        }
      }),
    )
  })

  it('names a joined group by what its members share', () => {
    const { sentence } = mergeTemplates(importsBy.map(({ template }) => template))
    expect(sentence).toBe('the nightly import wanted <word> to be there')
  })
})
