import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { DAY_MS } from '../../src/domain/units.ts'
import { openState, type Store } from '../../src/state/store.ts'
import { makeNumberedPage, PAGE_SIZE } from './commit-forever.ts'
import { T0 } from './contract/make.ts'
import { options, tempFolder } from './open-temp.ts'

const script = join(import.meta.dirname, 'commit-forever.ts')

const startChild = (url: string, first: number): ChildProcess => {
  const args = ['--disable-warning=ExperimentalWarning', script, url, String(first)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

/** Kills the child after so many pages; the number of the last page it told of. */
const killAfter = async (child: ChildProcess, pages: number): Promise<number> => {
  let last = -1
  let seen = 0
  if (child.stdout === null) throw new Error('the child has no output')
  for await (const line of createInterface(child.stdout)) {
    last = Number(line)
    seen += 1
    // It goes on committing: the signal meets it anywhere in a page.
    if (seen === pages) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return last
}

const checkWhole = async (store: Store, pages: number): Promise<void> => {
  for (let number = 0; number < pages; number += 1) {
    expect(await store.unknown(makeNumberedPage(number).events)).toEqual([])
  }
  expect(await store.unknown(makeNumberedPage(pages).events)).toHaveLength(PAGE_SIZE)
  const counts = await store.windowCounts(T0, T0 + DAY_MS)
  expect(counts.reduce((sum, row) => sum + row.count, 0)).toBe(pages * PAGE_SIZE)
  expect((await store.status()).events).toBe(pages * PAGE_SIZE)
}

test('a killed daemon leaves whole pages only, no lock, and a state that goes on', async () => {
  const url = `sqlite:${join(tempFolder(), 'state.db')}`
  let pages = 0
  for (const upTo of [3, 17, 8]) {
    const notified = await killAfter(startChild(url, pages), upTo)
    const store = await openState(url, { ...options, hold: { pid: 1, host: 'after' } })
    const mark = (await store.marks()).get('SpendLogs')
    pages = Number(mark?.requestId) + 1
    // One more page may be committed than the child lived to tell.
    expect(pages - 1).toBeGreaterThanOrEqual(notified)
    await checkWhole(store, pages)
    await store.close()
  }
})

test('a daemon in another process is told from a dead one', async () => {
  const url = `sqlite:${join(tempFolder(), 'state.db')}`
  const child = startChild(url, 0)
  if (child.stdout !== null) await once(child.stdout, 'data')
  const refused = openState(url, { ...options, hold: { pid: 1, host: 'second' } })
  await expect(refused).rejects.toMatchObject({
    failure: 'held',
    message: expect.stringContaining(`process id ${child.pid} on child`),
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  const store = await openState(url, { ...options, hold: { pid: 1, host: 'second' } })
  expect(await store.heldBy()).toMatchObject({ host: 'second' })
  await store.close()
})
