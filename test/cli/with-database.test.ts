import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandList } from '../../src/cli/command-list.ts'
import { runCommandLine } from '../../src/cli/run-command.ts'
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts'
import {
  failureMetadata,
  insertSpendLogs,
  spendFailure,
  spendSuccess,
} from '../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { captureIo } from './support.ts'

let folder = ''
let db: TestDatabase
let empty: TestDatabase

const keyNamed = (alias: string) => ({
  metadata: { ...failureMetadata(), user_api_key_alias: alias },
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-commands-'))
  db = await createDatabase('2026-09')
  empty = await createDatabase('empty')
  const now = Date.now()
  await insertSpendLogs(
    db,
    spendFailure(now - HOUR_MS, keyNamed('billing')),
    spendFailure(now - 2 * HOUR_MS, keyNamed('billing')),
    spendFailure(now - 50 * HOUR_MS, { ...keyNamed('chat'), model_group: 'claude' }),
    spendFailure(now - 20 * DAY_MS, keyNamed('long ago')),
    spendSuccess(now - HOUR_MS),
  )
  await db.sql(`CREATE ROLE reader LOGIN PASSWORD 'right'`)
  await db.sql('GRANT USAGE ON SCHEMA public TO reader')
  await db.sql('GRANT SELECT ON "LiteLLM_SpendLogs" TO reader')
})

afterAll(async () => {
  await db.sql('DROP OWNED BY reader')
  await db.sql('DROP ROLE reader')
  await db.drop()
  await empty.drop()
  await rm(folder, { recursive: true, force: true })
})

const lookout = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const io = captureIo({
    env: { STATE_URL: `sqlite:${folder}/state.db`, OUTPUT_DIR: `${folder}/output`, ...env },
    now: Date.now,
  })
  const commands = commandList(() => Promise.reject(new Error('no demo here')))
  const code = await runCommandLine(args, commands, '0', io)
  return { code, out: io.out(), err: io.err() }
}

/** The test database as another role. */
const as = (user: string, password: string): string => {
  const url = new URL(db.url)
  url.username = user
  url.password = password
  return url.href
}

describe('check', () => {
  test('tells where the failures live, and that a smaller role would do', async () => {
    const { code, out, err } = await lookout(['check'], { DATABASE_URL: db.url })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^ok {4}database: .* answers$/m)
    expect(out).toMatch(/^warn {2}privileges: .* superuser → .*read-only role/m)
    expect(out).toMatch(/^ok {4}logging: failures are in LiteLLM_SpendLogs, newest 1 h ago$/m)
    expect(out).toMatch(/^ok {4}state: .*can be made$/m)
    expect(out).toMatch(/^ok {4}output: .*can be made$/m)
  })

  test('is content with a role that may only read', async () => {
    const { code, out } = await lookout(['check'], { DATABASE_URL: as('reader', 'right') })
    expect(code).toBe(0)
    expect(out).not.toContain('superuser')
    // The aliases of keys are a comfort, not a need: no fault.
    expect(out).toMatch(
      /^warn {2}privileges: LiteLLM_VerificationToken is not readable.* → .*GRANT/m,
    )
  })

  test('fails for a wrong password without showing it, and looks at the rest all the same', async () => {
    const { code, out } = await lookout(['check', '--json'], {
      DATABASE_URL: as('reader', 'wr0ng'),
    })
    const answer = JSON.parse(out)
    expect(code).toBe(1)
    expect(answer.ok).toBe(false)
    const failed = answer.findings.filter((finding: { level: string }) => finding.level === 'fail')
    expect(failed).toEqual([
      expect.objectContaining({ about: 'database', remedy: expect.stringContaining('password') }),
    ])
    expect(answer.findings).toContainEqual(
      expect.objectContaining({ about: 'output', level: 'ok' }),
    )
    expect(out).not.toContain('wr0ng')
  })

  test('fails where LiteLLM has no tables', async () => {
    const { code, out } = await lookout(['check'], { DATABASE_URL: empty.url })
    expect(code).toBe(1)
    expect(out).toMatch(/^fail {2}tables: schema public has neither/m)
  })

  test('--config-only connects to nothing', async () => {
    const env = { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x' }
    const { code, out } = await lookout(['check', '--config-only'], env)
    expect(code).toBe(0)
    expect(out).toMatch(/^ok {4}configuration: instance litellm, time zone UTC\nwarn/)
    expect(out).not.toContain('database')
  })

  test('as JSON has the faults of the configuration in its answer, and ends with 2', async () => {
    const { code, out } = await lookout(['check', '--json'], { DATABASE_URL: db.url, TZ: 'Mars' })
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      findings: [
        { about: 'configuration', level: 'fail', says: expect.stringMatching(/^timezone/) },
      ],
    })
  })
})

describe('keys', () => {
  test('counts what the days hold, filters or not', async () => {
    const { code, out, err } = await lookout(['keys', '--json'], { DATABASE_URL: db.url })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      days: 7,
      total: 3,
      keys: [
        { name: 'billing', count: 2 },
        { name: 'chat', count: 1 },
      ],
      models: [
        { name: 'gpt-4o', count: 2 },
        { name: 'claude', count: 1 },
      ],
    })
  })

  test('looks no further back than it is told', async () => {
    const { out } = await lookout(['keys', '--days', '1'], { DATABASE_URL: db.url })
    expect(out).toContain('2 failures in the last 1 day\n')
    expect(out).not.toContain('chat')
  })

  test('ends with 1 and the remedy where the database is not there', async () => {
    const env = { DATABASE_URL: 'postgresql://u:hush@127.0.0.1:1/x' }
    const { code, out, err } = await lookout(['keys'], env)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^lookout: .*127\.0\.0\.1:1.*\n.*DATABASE_URL/)
    expect(err).not.toContain('hush')
  })
})
