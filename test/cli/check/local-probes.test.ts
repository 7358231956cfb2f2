import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCheck } from '../../../src/cli/check/check-command.ts'
import { outputProbe, stateProbe } from '../../../src/cli/check/local-probes.ts'
import { english } from '../../../src/i18n/locales.ts'
import { openState } from '../../../src/state/store.ts'
import { captureIo } from '../support.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const never = new AbortController().signal
const { messages } = english
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-probes-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the output folder', () => {
  test('that can be written is fine, and nothing is left in it', async () => {
    const [writable, room] = await outputProbe(folder).run(never)
    expect(writable).toMatchObject({ level: 'ok' })
    expect(room).toMatchObject({ level: 'ok', says: { name: 'room' } })
    expect(await readdir(folder)).toEqual([])
  })

  test('that is not there yet is fine, and is not made', async () => {
    const found = await outputProbe(join(folder, 'a', 'b')).run(never)
    expect(found).toMatchObject([{ level: 'ok', says: { name: 'canBeMade' } }])
    expect(await readdir(folder)).toEqual([])
  })

  test('that is a file is a fault', async () => {
    const path = join(folder, 'file')
    await writeFile(path, '')
    expect(await outputProbe(path).run(never)).toMatchObject([{ level: 'fail' }])
  })

  // Root may write everywhere.
  test.skipIf(process.getuid?.() === 0)('that cannot be written is a fault', async () => {
    await chmod(folder, 0o500)
    const io = captureIo()
    expect(await runCheck([outputProbe(folder)], { json: false, messages }, io)).toBe(1)
    expect(io.out()).toContain('OUTPUT_DIR')
  })
})

describe('the state', () => {
  const url = () => `sqlite:${join(folder, 'lookout.db')}`

  test('that is not there yet is fine, and is not made', async () => {
    const found = await stateProbe(url(), silent, { now: () => 0 }).run(never)
    expect(found).toMatchObject([{ level: 'ok', says: { name: 'canBeMade' } }])
    expect(await readdir(folder)).toEqual([])
  })

  test('with a daemon on it is fine, and the daemon is named', async () => {
    const hold = { pid: 4711, host: 'box' }
    const store = await openState(url(), { log: silent, now: () => 0, hold })
    try {
      const found = await stateProbe(url(), silent, { now: () => 0 }).run(never)
      expect(found[0]).toMatchObject({ level: 'ok', says: { values: { pid: 4711 } } })
      expect(found.map(({ level }) => level)).not.toContain('fail')
    } finally {
      await store.close()
    }
  })

  test('that is no state is a fault', async () => {
    await writeFile(join(folder, 'lookout.db'), 'this is no database'.repeat(100))
    const io = captureIo()
    expect(
      await runCheck([stateProbe(url(), silent, { now: () => 0 })], { json: false, messages }, io),
    ).toBe(1)
    expect(io.out()).toMatch(/^fail {2}state: .*STATE_URL/)
  })
})
