import { copyFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StateError } from '../../src/state/database.ts'
import { openState } from '../../src/state/store.ts'
import { readState } from '../chaos/observed.ts'
import { quiet } from '../state/quiet.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const fullReports = async () =>
  [...(await stack.artifacts())].filter(([name]) => name.includes('error_logs_full'))

describe('a state that was damaged', () => {
  it('is set aside, rebuilt from the source, and nobody is told of the old again', async () => {
    const first = await stack.start()
    await insertSpendLogs(
      stack.database,
      ...Array.from({ length: 30 }, () => spendFailure(Date.now() - 5_000)),
    )
    await first.trigger('poll')
    await first.trigger('report')
    await first.stop()
    expect(await fullReports()).toHaveLength(1)
    const posts = stack.slack.posts.length
    const state = join(stack.folder, 'state')
    await writeFile(join(state, 'lookout.db'), 'this is no database at all'.repeat(500))

    const second = await stack.start()
    await second.trigger('poll')
    await second.trigger('report')
    const notice = await stack.slack.post(({ body }) => body.includes('damaged'))
    expect(notice.body).toContain('.broken-')
    expect((await readdir(state)).some((name) => name.includes('.broken-'))).toBe(true)
    expect(await fullReports()).toHaveLength(1)
    expect(stack.slack.posts).toHaveLength(posts + 1)

    await insertSpendLogs(stack.database, spendFailure(Date.now()))
    await second.trigger('poll')
    await second.trigger('report')
    const reports = (await fullReports()).map(([, text]) => JSON.parse(text).length)
    expect(reports.sort()).toEqual([1, 30])
  })
})

describe('a state that was restored from a backup', () => {
  it('goes on from there: what came since is read again, and each failure is in it once', async () => {
    const path = join(stack.folder, 'state', 'lookout.db')
    const url = `sqlite:${path}`
    const copy = join(stack.folder, 'backup.db')
    const write = async (id: string) =>
      insertSpendLogs(stack.database, spendFailure(Date.now() - 5_000, { request_id: id }))
    const first = await stack.start()
    await write('before the backup')
    await first.trigger('poll')
    await first.trigger('report')
    const beside = await openState(url, { log: quiet, now: Date.now })
    await beside.backup(copy)
    await beside.close()
    await write('after the backup')
    await first.trigger('poll')
    await first.trigger('report')
    await first.stop()

    for (const part of ['-wal', '-shm']) await rm(path + part, { force: true })
    await copyFile(copy, path)
    const second = await stack.start()
    await write('after the restore')
    await second.trigger('poll')
    await second.trigger('report')
    const { events } = readState(path)
    expect(events.map(({ requestId }) => requestId).toSorted()).toEqual([
      'after the backup',
      'after the restore',
      'before the backup',
    ])
    // What was reported after the backup is reported again, and nothing else is.
    const notified = (await fullReports()).map(([, text]) => JSON.parse(text).length)
    expect(notified.toSorted()).toEqual([1, 1, 2])
  })
})

describe('a state that cannot be written', () => {
  it('is told past the outbox, once, and nothing is lost when it can be again', async () => {
    let full = false
    const daemon = await stack.start({
      wrap: (parts) => ({
        ...parts,
        store: {
          ...parts.store,
          commitPage: async (page) => {
            if (full) throw new StateError('full', 'state: the disk is full')
            return parts.store.commitPage(page)
          },
        },
      }),
    })
    await daemon.trigger('poll')
    full = true
    await insertSpendLogs(stack.database, spendFailure(Date.now()), spendFailure(Date.now()))
    await daemon.trigger('poll')
    await daemon.trigger('poll')
    const notified = stack.slack.posts.filter(({ body }) => body.includes('the disk is full'))
    expect(notified).toHaveLength(1)
    full = false
    await daemon.trigger('poll')
    await stack.slack.post(({ body }) => body.includes('can write its state database again'))
    await daemon.trigger('report')
    const [report] = await fullReports()
    expect(JSON.parse(report?.[1] ?? '[]')).toHaveLength(2)
  })
})
