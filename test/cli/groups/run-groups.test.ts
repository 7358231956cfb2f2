import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandList } from '../../../src/cli/command-list.ts'
import { runCommandLine } from '../../../src/cli/run-command.ts'
import { openState } from '../../../src/state/store.ts'
import { T0 } from '../../state/contract/make.ts'
import { commit, failure, regroup, visits } from '../../state/grouped.ts'
import { options, tempFolder } from '../../state/open-temp.ts'
import { captureIo } from '../support.ts'

/** A state that a daemon left behind, and the command line on it. */
const withState = async (extra: Readonly<Record<string, string>> = {}) => {
  const url = `sqlite:${join(tempFolder(), 'lookout.db')}`
  const store = await openState(url, options)
  const lone = failure('lone', 'nobody at the other end answers', T0)
  await commit(store, [...visits(), lone])
  await regroup(store)
  await store.close()
  const lookout = async (...args: readonly string[]) => {
    const io = captureIo({ env: { STATE_URL: url, ...extra }, now: options.now })
    const commands = commandList(() => Promise.reject(new Error('no demo here')))
    const code = await runCommandLine(['groups', ...args], commands, '0', io)
    return { code, out: io.out(), err: io.err() }
  }
  const listed = async () => JSON.parse((await lookout('--json')).out)
  return { lookout, listed, lone: lone.group.fingerprint }
}

describe('groups', () => {
  test('lists groups with their aliases, the largest first, for people and for programs', async () => {
    const { lookout, listed } = await withState()
    const [family, other] = await listed()
    expect(family).toMatchObject({ count: 6, firstSeen: T0, apart: false })
    expect(other).toMatchObject({ count: 1, aliases: [] })
    const { out, code } = await lookout()
    expect(code).toBe(0)
    expect(out.split('\n')[1]).toMatch(
      new RegExp(`^${family.fingerprint} +6  2026-03-01 10:00 +2026-03-01 10:05 +the nightly`),
    )
    expect(out).toContain(`  + ${family.aliases[0]}\n`)
  })

  test('joins two, and says how to end it', async () => {
    const { lookout, listed, lone } = await withState()
    const [family] = await listed()
    const { code, out } = await lookout('join', lone, family.fingerprint)
    expect([code, out]).toEqual([0, expect.stringContaining(`lookout groups split ${lone}`)])
    expect(await listed()).toMatchObject([{ fingerprint: family.fingerprint, count: 7 }])
    expect((await lookout('join', lone, family.fingerprint)).out).toContain('already')
  })

  test('splits one, and says that what was counted stays', async () => {
    const { lookout, listed } = await withState()
    const [family] = await listed()
    const [member] = family.aliases
    const { out } = await lookout('split', member)
    expect(out).toContain(`new failures of ${member} are counted separately`)
    expect(out).toContain(`stays in ${family.fingerprint}`)
    expect((await listed())[0].aliases).not.toContain(member)
  })

  test.each([
    [['join', 'a'], "missing required argument 'into'"],
    [['split', 'a', 'b'], "too many arguments for 'split'"],
    [['split', 'ffffffffffffffff'], 'unknown fingerprint ffffffffffffffff'],
  ])('%j is wrong usage', async (args, says) => {
    const { lookout } = await withState()
    const { code, err } = await lookout(...args)
    expect(code).toBe(2)
    expect(err).toContain(says)
  })
})
