import { chmodSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { setAside } from '../../src/state/location.ts'
import { openState } from '../../src/state/store.ts'
import { allEvents, makeEvent, makePage, T0 } from './contract/make.ts'
import { options, tempFolder } from './open-temp.ts'

const daemon = (pid: number) => ({ ...options, hold: { pid, host: 'box' } })

const opened = async (...given: Parameters<typeof openState>) => {
  const store = await openState(...given)
  onTestFinished(() => store.close())
  return store
}

describe('where the state is', () => {
  test.each([
    ['postgres://lookout:secret@db/state', 'PostgreSQL cannot hold the state yet'],
    ['mysql://lookout:secret@db/state', 'unknown scheme mysql'],
    ['/var/lib/lookout.db', 'unknown scheme (none)'],
    ['sqlite:', 'needs the path of a file'],
  ])('%s is refused without repeating it', async (url, words) => {
    const error = await openState(url, options).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'StateError', failure: 'url' })
    expect(String(error)).toContain(words)
    expect(String(error)).not.toContain('secret')
  })

  test('missing folders are made, and the file is for its owner alone', async () => {
    const path = join(tempFolder(), 'a', 'b', 'state.db')
    const store = await opened(`sqlite:${path}`, options)
    await store.backup(`${path}.copy`)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(`${path}.copy`).mode & 0o777).toBe(0o600)
  })

  test('a URL with two slashes before an absolute path means the same file', async () => {
    const path = join(tempFolder(), 'state.db')
    await opened(`sqlite://${path}`, options)
    expect(existsSync(path)).toBe(true)
  })

  test('a folder that cannot be made is named', async () => {
    const file = join(tempFolder(), 'file')
    writeFileSync(file, '')
    const opening = openState(`sqlite:${file}/state.db`, options)
    await expect(opening).rejects.toMatchObject({
      failure: 'unwritable',
      message: expect.stringContaining(file),
    })
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be written is named', async () => {
    const folder = tempFolder()
    chmodSync(folder, 0o500)
    const opening = openState(`sqlite:${folder}/state.db`, options)
    await expect(opening).rejects.toMatchObject({ failure: 'unwritable' })
  })
})

describe('what the file is', () => {
  test('a state is found again as it was left', async () => {
    const url = `sqlite:${join(tempFolder(), 'state.db')}`
    const first = await openState(url, options)
    await first.commitPage(
      makePage([makeEvent('1', T0)], { mark: { startTime: T0, requestId: '1' } }),
    )
    await first.close()
    await first.close()
    const second = await opened(url, options)
    expect(await allEvents(second)).toHaveLength(1)
    expect(await second.marks()).toEqual(
      new Map([['SpendLogs', { startTime: T0, requestId: '1' }]]),
    )
    // Twins are still looked for after a restart.
    const twin = makeEvent('e', T0, { table: 'ErrorLogs' })
    expect(await second.commitPage(makePage([twin]))).toMatchObject({ twins: 1 })
  })

  test('a file of a newer program is refused and left alone', async () => {
    const path = join(tempFolder(), 'state.db')
    await (await openState(`sqlite:${path}`, options)).close()
    const file = new DatabaseSync(path)
    file.exec('INSERT INTO lookout_schema VALUES (999, 0)')
    file.close()
    await expect(openState(`sqlite:${path}`, options)).rejects.toMatchObject({
      failure: 'newer',
      message: expect.stringContaining('newer Lookout (schema 999'),
    })
  })

  test("another program's database is refused", async () => {
    const path = join(tempFolder(), 'other.db')
    const file = new DatabaseSync(path)
    file.exec('CREATE TABLE events (x)')
    file.close()
    await expect(openState(`sqlite:${path}`, options)).rejects.toMatchObject({ failure: 'foreign' })
  })

  test('a file that is no database is called corrupt, and can be set aside', async () => {
    const path = join(tempFolder(), 'state.db')
    writeFileSync(path, 'this is not a database, it only has its name'.repeat(100))
    await expect(openState(`sqlite:${path}`, daemon(1))).rejects.toMatchObject({
      failure: 'corrupt',
      cause: expect.any(Error),
    })
    const aside = setAside(path, T0)
    expect(aside).toBe(`${path}.broken-20260301T100000Z`)
    expect(readFileSync(aside, 'utf8')).toContain('not a database')
    expect(existsSync(path)).toBe(false)
    const store = await opened(`sqlite:${path}`, daemon(1))
    expect(await allEvents(store)).toEqual([])
    await store.close()
    expect(setAside(path, T0)).toBe(`${aside}-2`)
  })

  test('a file that was cut off is called corrupt', async () => {
    const path = join(tempFolder(), 'state.db')
    const store = await openState(`sqlite:${path}`, options)
    await store.commitPage(makePage([makeEvent('1', T0)]))
    await store.close()
    truncateSync(path, 8_192)
    await expect(openState(`sqlite:${path}`, options)).rejects.toMatchObject({ failure: 'corrupt' })
  })
})

describe('who has the state', () => {
  test('a second daemon is refused and told who has it', async () => {
    const url = `sqlite:${join(tempFolder(), 'state.db')}`
    const first = await openState(url, daemon(41))
    const error = await openState(url, daemon(42)).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ failure: 'held' })
    expect(String(error)).toContain('process id 41 on box has it since 2026-03-01T11:00:00.000Z')
    await first.close()
    await opened(url, daemon(42))
  })

  test('commands come and go while the daemon has the state', async () => {
    const url = `sqlite:${join(tempFolder(), 'state.db')}`
    const first = await opened(url, daemon(41))
    const command = await openState(url, options)
    expect(await command.heldBy()).toEqual({ pid: 41, host: 'box', since: T0 + HOUR_MS })
    await command.commitPage(makePage([makeEvent('1', T0)]))
    expect(await allEvents(first)).toHaveLength(1)
    await first.close()
    expect(await command.heldBy()).toBeNull()
    await command.close()
  })
})

test('a backup of a state in use opens as a state', async () => {
  const folder = tempFolder()
  const store = await opened(`sqlite:${folder}/state.db`, daemon(1))
  await store.commitPage(makePage([makeEvent('1', T0)]))
  await store.backup(`${folder}/copy.db`)
  await store.commitPage(makePage([makeEvent('2', T0)]))
  const copy = await opened(`sqlite:${folder}/copy.db`, daemon(2))
  expect((await allEvents(copy)).map((event) => event.requestId)).toEqual(['1'])
})
