import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createArtifactStore } from '../../../src/artifacts/artifact-store.ts'
import { jsonArray } from '../../../src/artifacts/contents/json-array.ts'
import { commandList } from '../../../src/cli/command-list.ts'
import { runCommandLine } from '../../../src/cli/run-command.ts'
import { openState } from '../../../src/state/store.ts'
import { makeEvent, makePage, T0 } from '../../state/contract/make.ts'
import { captureIo } from '../support.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const DAY = '2026-03-01'
const common = 'litellm.RateLimitError: everybody has met this message before'
const hers = 'prompt rejected: Anna Example asked about her own illness in 2024'
let folder = ''

const full = (id: string, of: object, message: string) => ({
  request_id: id,
  ...of,
  metadata: { error_information: { error_message: message } },
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-purge-'))
  const store = await openState(url(), { log: silent, now: () => T0 })
  await store.commitPage(
    makePage([
      makeEvent('r-anna', T0, { message: hers, kind: 'anna', keyName: 'key-a' }),
      makeEvent('r-bob', T0 + 1, { message: common, keyName: 'key-b' }),
    ]),
  )
  await store.close()
  const artifacts = createArtifactStore(join(folder, 'out'))
  const write = (name: string, chunks: AsyncIterable<string> | readonly string[]) =>
    artifacts.write(DAY, name, chunks)
  await write(
    'error_logs_full_100000.json',
    jsonArray([
      full('r-anna', { end_user: 'anna' }, hers),
      full('r-anna-2', { metadata_: 1, user: 'anna' }, common),
      full('r-bob', { end_user: 'bob' }, common),
    ]),
  )
  await write(
    'error_logs_analysis_100000.json',
    jsonArray([
      { request_id: 'r-anna', key_name: 'key-a', error_message: hers },
      { request_id: 'r-bob', key_name: 'key-b', error_message: common },
    ]),
  )
  await write('llm_prompt_100000.txt', [`sample, request r-anna:\n    ${hers}`])
  await write('llm_analysis_100000.txt', ['A summary of nobody in particular.'])
  await write('llm_prompt_110000.txt', [`By key: key-a 3\nsample, request r-bob:\n  ${common}`])
  await write('llm_analysis_110000.txt', [`Somebody ${hers}`])
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const url = () => `sqlite:${join(folder, 'lookout.db')}`
const file = (name: string) => join(folder, 'out', DAY, name)

const lookout = async (...args: readonly string[]) => {
  const env = { STATE_URL: url(), OUTPUT_DIR: join(folder, 'out') }
  const io = captureIo({ env, now: () => T0 })
  const commands = commandList(() => Promise.reject(new Error('no demo here')))
  const code = await runCommandLine(['purge', ...args], commands, '0', io)
  return { code, out: io.out(), err: io.err() }
}

const ids = async (name: string) =>
  JSON.parse(await readFile(file(name), 'utf8')).map(
    (row: { request_id: string }) => row.request_id,
  )

describe('purge', () => {
  test('asks whose words are meant', async () => {
    expect((await lookout()).code).toBe(2)
    expect((await lookout('--user', 'a', '--key', 'b')).code).toBe(2)
  })

  test('only shows what it would do without --yes', async () => {
    const { code, out, err } = await lookout('--user', 'anna')
    expect(code).toBe(0)
    expect(out).toContain('1 events')
    expect(out).toContain('3 in 2 files')
    expect(err).toContain('Nothing was deleted')
    expect(await ids('error_logs_full_100000.json')).toHaveLength(3)
    expect(await readFile(join(folder, 'lookout.db'), 'latin1')).toContain('Anna Example')
  })

  test('forgets a user everywhere, down to the bytes of the state', async () => {
    const { code, err } = await lookout('--user', 'anna', '--yes')
    expect(code).toBe(0)
    expect(err).toContain('Purged.')
    expect(await ids('error_logs_full_100000.json')).toEqual(['r-bob'])
    expect(await ids('error_logs_analysis_100000.json')).toEqual(['r-bob'])
    for (const gone of ['llm_prompt_100000.txt', 'llm_analysis_110000.txt'])
      expect(existsSync(file(gone))).toBe(false)
    // What many have met is nobody's own words.
    for (const stays of ['llm_analysis_100000.txt', 'llm_prompt_110000.txt'])
      expect(existsSync(file(stays))).toBe(true)
    expect(await readFile(join(folder, 'lookout.db'), 'latin1')).not.toContain('Anna Example')
  })

  test.each([
    ['--request', 'r-anna'],
    ['--key', 'key-a'],
  ])('forgets by %s as well', async (by, value) => {
    const { out } = await lookout(by, value, '--yes', '--json')
    expect(JSON.parse(out)).toMatchObject({ done: true, state: { events: 1, groups: 1 } })
    expect(await ids('error_logs_full_100000.json')).toEqual(['r-anna-2', 'r-bob'])
    expect(existsSync(file('llm_prompt_100000.txt'))).toBe(false)
    expect(existsSync(file('llm_prompt_110000.txt'))).toBe(true)
  })

  test('done twice changes nothing more', async () => {
    await lookout('--user', 'anna', '--yes')
    const { out } = await lookout('--request', 'r-anna', '--yes', '--json')
    expect(JSON.parse(out)).toMatchObject({ files: { rewrite: [], remove: [] } })
  })
})
