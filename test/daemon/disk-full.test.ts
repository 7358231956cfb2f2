import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Daemon } from '../../src/app/start.ts'
import { readState } from '../chaos/observed.ts'
import { expectNotifiedOnce } from '../chaos/told-once.ts'
import { createFullDisk } from '../support/full-disk.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

/** Failures with long messages of their own, so that they need room; their ids. */
const write = async (name: string, count: number): Promise<readonly string[]> => {
  const rows = Array.from({ length: count }, (_, n) => {
    const error_message = `litellm.Timeout: ${name} ${n} ${'took too long '.repeat(100)}`
    const metadata = {
      status: 'failure',
      error_information: { error_class: 'Timeout', error_message },
    }
    return spendFailure(Date.now(), { request_id: `${name}${n}`, metadata })
  })
  await insertSpendLogs(stack.database, ...rows)
  return rows.map((row) => row.request_id)
}

const notified = (text: string) => stack.slack.posts.filter(({ body }) => body.includes(text))

/** Goes through a disk that fills up and is emptied; `path` is the state's file. */
const expectNothingLost = async (
  daemon: Daemon,
  path: string,
  disk: { readonly fill: () => void; readonly makeRoom: () => void },
): Promise<void> => {
  await daemon.trigger('poll')
  const before = await write('before', 20)
  await daemon.trigger('poll')
  disk.fill()
  const meanwhile = await write('meanwhile', 400)
  const seen = readState(path)
  await daemon.trigger('poll')
  await daemon.trigger('poll')
  // As a whole: neither a part of the page nor the mark without it.
  expect(readState(path).events).toEqual(seen.events)
  const [notice, ...more] = notified('the disk is full')
  expect(notice?.body).toContain('cannot write its state database')
  expect(more).toEqual([])
  disk.makeRoom()
  await daemon.trigger('poll')
  expect(notified('can write its state database again')).toHaveLength(1)
  await expectNotifiedOnce(stack, daemon, [...before, ...meanwhile], path)
}

describe('a full disk', () => {
  it('fails the poll whole, is told past the outbox, loses nothing and mends itself', async () => {
    const path = join(stack.folder, 'state', 'lookout.db')
    const disk = createFullDisk(path)
    try {
      await expectNothingLost(await stack.start(), path, disk)
    } finally {
      disk.restore()
    }
  })
})

const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})()
if (!canMount)
  console.warn('the test of a disk that is really full is skipped: no right to mount a tmpfs')

describe.skipIf(!canMount)('a disk that is really full', () => {
  it('is the same', async () => {
    const folder = join(stack.folder, 'small')
    mkdirSync(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder])
    const path = join(folder, 'lookout.db')
    const ballast = join(folder, 'ballast')
    const daemon = await stack.start({ env: { STATE_URL: `sqlite:${path}` } })
    try {
      await expectNothingLost(daemon, path, {
        fill: () => {
          const { bavail, bsize } = statfsSync(folder)
          writeFileSync(ballast, Buffer.alloc(bavail * bsize))
        },
        makeRoom: () => rmSync(ballast),
      })
    } finally {
      await daemon.stop()
      execFileSync('umount', [folder])
    }
  })
})
