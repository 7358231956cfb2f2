import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { commandList } from '../../src/cli/command-list.ts'
import { runCommandLine } from '../../src/cli/run-command.ts'
import { openState } from '../../src/state/store.ts'
import { allEvents, makeEvent, makePage, T0 } from '../state/contract/make.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { createDatabase } from '../support/postgres.ts'
import { captureIo } from './support.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

test('a user whose rows are in no artifact yet is found in the table of LiteLLM', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-purge-'))
  const db = await createDatabase('2026-09')
  onTestFinished(async () => {
    await db.drop()
    await rm(folder, { recursive: true, force: true })
  })
  await insertSpendLogs(
    db,
    spendFailure(T0, { request_id: 'hers', end_user: 'anna' }),
    spendFailure(T0, { request_id: 'his', user: 'bob' }),
  )
  const url = `sqlite:${join(folder, 'state.db')}`
  const open = () => openState(url, { log: silent, now: () => T0 })
  const before = await open()
  await before.commitPage(makePage([makeEvent('hers', T0), makeEvent('his', T0)]))
  await before.close()

  const env = { STATE_URL: url, OUTPUT_DIR: join(folder, 'out'), DATABASE_URL: db.url }
  const io = captureIo({ env, now: () => T0 })
  const commands = commandList(() => Promise.reject(new Error('no demo here')))
  expect(await runCommandLine(['purge', '--user', 'anna', '--yes'], commands, '0', io)).toBe(0)
  expect(io.out()).toContain('1 events')

  const after = await open()
  const messages = (await allEvents(after)).map(({ requestId, message }) => [requestId, message])
  await after.close()
  expect(messages.sort()).toEqual([
    ['hers', '[purged]'],
    ['his', 'it broke: a'],
  ])
})
