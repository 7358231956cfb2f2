import { describe, expect, test } from 'vitest'
import { UsageError } from '../../../src/cli/io.ts'
import { runSilence, type SilenceRequest } from '../../../src/cli/silence/silence-command.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'
import { parseMatchers } from '../../../src/routing/matcher.ts'
import { makeAlert } from '../../routing/make.ts'
import { openTemp } from '../../state/open-temp.ts'
import { captureIo } from '../support.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

const setUp = async () => {
  const store = await openTemp()
  const alerts = [makeAlert('a'), makeAlert('b', { labels: { model: 'o1' } })]
  await store.commitEvaluation({ alerts, queue: [], now })
  let ids = 0
  const run = async (request: SilenceRequest, json = false, at = now) => {
    const io = captureIo({ now: () => at })
    const options = { json, timezone: 'Europe/Berlin', newId: () => `${++ids}a2b3c4d-5555` }
    const code = await runSilence(store, request, options, io)
    return { code, out: io.out(), err: io.err() }
  }
  return { store, run }
}

const add = (matchers: string, until: number | null): SilenceRequest => ({
  action: 'add',
  matchers: parseMatchers(matchers),
  until,
  author: 'anna',
  reason: 'moving house',
})

describe('silence', () => {
  test('add keeps it, and tells what it silences now', async () => {
    const { run, store } = await setUp()
    const { code, out } = await run(add('model=gpt-*', now + 2 * HOUR_MS))
    expect(code).toBe(0)
    expect(out).toBe(
      '1a2b3c4d  silences model="gpt-*" until 2026-03-01 15:00\n  now: provider-failures model=gpt-4o\n',
    )
    expect(await store.silences()).toMatchObject([
      { id: '1a2b3c4d', alerts: null, startsAt: now, endsAt: now + 2 * HOUR_MS, author: 'anna' },
    ])
  })

  test('until resolved acknowledges the alerts that match, and no later ones', async () => {
    const { run, store } = await setUp()
    const { out } = await run(add('model=gpt-*', null))
    expect(out).toContain('until they are resolved')
    expect(await store.silences()).toMatchObject([{ alerts: ['a'], endsAt: null }])
    await expect(run(add('model=claude', null))).rejects.toThrow('nothing to acknowledge')
  })

  test('without matchers, or with an end that is past, is wrong usage', async () => {
    const { run, store } = await setUp()
    await expect(run(add('', now + HOUR_MS))).rejects.toThrow(UsageError)
    await expect(run(add('model=x', now))).rejects.toThrow(UsageError)
    expect(await store.silences()).toEqual([])
  })

  test('list shows those that count, and all when asked', async () => {
    const { run } = await setUp()
    await run(add('model=gpt-*', now + HOUR_MS))
    await run(add('model=o1', null))
    const { out } = await run({ action: 'list', all: false })
    expect(out).toBe(
      '1a2b3c4d  active  until 2026-03-01 14:00         anna  model="gpt-*" moving house\n' +
        '2a2b3c4d  active  until its alerts are resolved  anna  model="o1" moving house\n',
    )
    const later = await run({ action: 'list', all: false }, false, now + 2 * HOUR_MS)
    expect(later.out).not.toContain('1a2b3c4d')
    const all = await run({ action: 'list', all: true }, true, now + 2 * HOUR_MS)
    expect(JSON.parse(all.out)).toMatchObject([{ state: 'over' }, { state: 'active' }])
  })

  test('expire ends one by the start of its id, and says what it cannot', async () => {
    const { run, store } = await setUp()
    await run(add('model=gpt-*', now + HOUR_MS))
    expect(await run({ action: 'expire', ids: ['1a'] })).toMatchObject({
      code: 0,
      out: '1a2b3c4d  expired\n',
    })
    expect((await store.silences())[0]?.endsAt).toBe(now)
    const again = await run({ action: 'expire', ids: ['1a', 'zz'] })
    expect(again).toMatchObject({
      code: 1,
      err: '1a2b3c4d: has already ended\nzz: no such silence\n',
    })
  })
})
