import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commandList } from '../../src/cli/command-list.ts'
import { runCommandLine } from '../../src/cli/run-command.ts'
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts'
import { openState, type Store } from '../../src/state/store.ts'
import { captureIo } from './support.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
let folder = ''
let slack: Server
let posts: string[] = []
let answer = 'ok'

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-state-'))
  posts = []
  answer = 'ok'
  slack = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => {
      posts.push(body)
      response.writeHead(answer === 'ok' ? 200 : 404).end(answer)
    })
  }).listen(0, '127.0.0.1')
  await once(slack, 'listening')
})

afterEach(async () => {
  slack.closeAllConnections()
  await new Promise((done) => slack.close(done))
  await rm(folder, { recursive: true, force: true })
})

const url = () => `sqlite:${join(folder, 'lookout.db')}`

/** Does something to the state as a daemon would, which is gone again before the command runs. */
const withState = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openState(url(), { log: silent, now: () => now })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const lookout = async (args: readonly string[]) => {
  const { port }: Partial<AddressInfo> = Object(slack.address())
  const env = { STATE_URL: url(), SLACK_WEBHOOK_URL: `http://127.0.0.1:${port}/services/T/B/x` }
  const io = captureIo({ env, now: () => now })
  const commands = commandList(() => Promise.reject(new Error('no demo here')))
  const code = await runCommandLine(args, commands, '0', io)
  return { code, out: io.out(), err: io.err() }
}

describe('without a state', () => {
  test.each([['status'], ['digest']])('%s says so and makes none', async (name) => {
    const { code, err } = await lookout([name])
    expect(code).toBe(1)
    expect(err).toContain('no daemon has run')
    expect(await readdir(folder)).toEqual([])
  })
})

describe('status', () => {
  test('reads the state, needs no DATABASE_URL, and copies it to the file that is named', async () => {
    await withState((store) => store.watchSince(now - HOUR_MS))
    const copy = join(folder, 'copy.db')
    const { code, out, err } = await lookout(['status', '--backup', copy])
    expect(code).toBe(0)
    expect(out).toContain('monitoring since      2026-03-01 11:00 (1 h ago)\n')
    expect(err).toBe(`state copied to ${copy}\n`)
    expect(await readdir(folder)).toContain('copy.db')
  })
})

describe('digest', () => {
  beforeEach(() => withState((store) => store.watchSince(now - 5 * DAY_MS)))
  const made = () => withState((store) => store.madeDigest('daily', '2026-02-28'))

  test('prints yesterday, and neither makes nor sends anything', async () => {
    const { code, out, err } = await lookout(['digest'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('2026-02-28')
    expect(posts).toEqual([])
    expect(await made()).toBeNull()
  })

  test('--send posts it and marks the day as sent, so that the daemon does not send it again', async () => {
    const { code, err } = await lookout(['digest', '--date', '2026-02-28', '--send'])
    expect({ code, err }).toEqual({ code: 0, err: 'slack: sent\n' })
    expect(posts).toHaveLength(1)
    expect(await made()).not.toBeNull()
    expect(await withState((store) => store.due('slack', now + 1e9, 10))).toEqual([])
  })

  test('--send again posts the same digest again', async () => {
    await lookout(['digest', '--date', '2026-02-28', '--send'])
    const first = await made()
    await lookout(['digest', '--date', '2026-02-28', '--send'])
    expect(posts).toHaveLength(2)
    expect(await made()).toEqual(first)
  })

  test('--send of a day that is not over leaves its digest to be made', async () => {
    const { code } = await lookout(['digest', '--date', '2026-03-01', '--send'])
    expect(code).toBe(0)
    expect(posts).toHaveLength(1)
    expect(await withState((store) => store.madeDigest('daily', '2026-03-01'))).toBeNull()
  })

  test('ends with 1 when a channel refuses', async () => {
    answer = 'no_service'
    const { code, err } = await lookout(['digest', '--send'])
    expect(code).toBe(1)
    expect(err).toMatch(/^slack: not sent, .*no_service/)
  })

  test('of a day that does not exist is wrong usage', async () => {
    expect(await lookout(['digest', '--date', '2026-02-30'])).toMatchObject({ code: 2 })
  })
})
