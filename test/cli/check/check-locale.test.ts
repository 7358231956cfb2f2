import { describe, expect, it } from 'vitest'
import { type Finding, type Probe, runCheck } from '../../../src/cli/check/check-command.ts'
import { tokenFinding } from '../../../src/cli/check/check-context-window.ts'
import { sourceFindings } from '../../../src/cli/check/check-source.ts'
import {
  clockFinding,
  permissionFindings,
  roomFinding,
  webFindings,
} from '../../../src/cli/check/check-surroundings.ts'
import { run } from '../../../src/cli/check/run-check.ts'
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { english as englishTexts } from '../../../src/i18n/en.ts'
import { chinese } from '../../../src/i18n/locales.ts'
import { chinese as chineseTexts } from '../../../src/i18n/zh-CN.ts'
import type { SourceDescription, TableDescription } from '../../../src/source/shape/description.ts'
import { captureIo } from '../support.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

const table: TableDescription = {
  table: 'SpendLogs',
  usability: 'usable',
  unreadable: [],
  columns: [],
  partitioned: false,
  indexes: [],
  timeIndexed: true,
  estimatedRows: 1200,
  bytes: 5_240_000,
  readWhole: false,
  oldestLocal: Date.parse('2024-11-02T00:00:00Z'),
  newestFailure: now - 3 * MINUTE_MS,
  newestSuccess: now + 120 * MINUTE_MS,
}

const facts: SourceDescription = {
  where: 'db:5432/litellm',
  schema: 'public',
  elsewhere: [],
  tokensReadable: false,
  role: { user: 'lookout', superuser: false, canWrite: true, prompts: ['messages'] },
  grants: 'GRANT SELECT ON it TO lookout;',
  timezone: 'UTC',
  now,
  lookbackMs: DAY_MS,
  tables: [table],
}

const tablesOf = (changed: Partial<TableDescription>) =>
  sourceFindings({ ...facts, tables: [{ ...table, ...changed }] })

const findings: readonly Finding[] = [
  ...sourceFindings(facts),
  ...sourceFindings({ ...facts, role: { ...facts.role, superuser: true } }),
  ...tablesOf({ usability: 'missing' }),
  ...tablesOf({ usability: 'unusable' }),
  ...tablesOf({ usability: 'unusable', unreadable: ['status'] }),
  ...tablesOf({ unreadable: ['metadata'], timeIndexed: false, newestFailure: null }),
  ...tablesOf({ readWhole: true, newestFailure: null, newestSuccess: null }),
  ...[null, 1000, 8192, 128_000].map((window) =>
    tokenFinding({ prompt: 8000, answer: 1500, window, answerLimit: null }),
  ),
  tokenFinding({ prompt: 8000, answer: 1500, window: null, answerLimit: 1024 }),
  ...[0, 90_000, -90_000].map((by) => clockFinding(now + by, now)),
  roomFinding('state', '/s', { free: 1e8, total: 1e11 }),
  ...permissionFindings('/s/lookout.db', 0o100644),
  ...['', 'short'].flatMap((token) =>
    webFindings({
      host: '127.0.0.1',
      port: 8080,
      basePath: '',
      publicUrl: '',
      token,
      metricsToken: token,
    }),
  ),
]

const probe: Probe = { about: 'thing', remedy: null, run: async () => findings }

/** Statements and names that are the same in every language. */
const same =
  /CREATE INDEX CONCURRENTLY ON|GRANT SELECT ON it TO lookout|disable_error_logs: true|"read-only role"|openssl rand|schema public/g

/** Two words of English in a row are the least that a sentence has. */
const sentences = (text: string) => text.replaceAll(same, '').match(/[A-Za-z]+[ ,;:]+[a-z]{2,}/g)

describe('check in Chinese', () => {
  it('says no sentence in English', async () => {
    const io = captureIo()
    await runCheck([probe], { json: true, messages: chinese.messages }, io)
    const shown: readonly { readonly says: string; readonly remedy: string }[] = JSON.parse(
      io.out(),
    ).findings
    expect(shown).toHaveLength(findings.length)
    for (const { says, remedy } of shown) {
      expect(says).toMatch(/\p{Script=Han}/u)
      expect(says + remedy).not.toMatch(/undefined|NaN|\[object|[{}]/)
      expect(sentences(`${says}。${remedy}`)).toBeNull()
    }
    expect(io.out()).toContain('失败记录在 LiteLLM_SpendLogs 中，最新一条：3 分钟前')
  })

  it.each(['says', 'remedies'] as const)('has Chinese for each of its %s', (group) => {
    const texts = chineseTexts.messages.check[group]
    expect(Object.keys(texts)).toEqual(Object.keys(englishTexts.messages.check[group]))
    for (const text of Object.values(texts)) expect(text).toMatch(/\p{Script=Han}/u)
  })

  it('is what LOOKOUT_LOCALE asks for', async () => {
    const env = { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x', LOOKOUT_LOCALE: 'zh-CN' }
    const io = captureIo({ env })
    expect(await run(io, { configOnly: true })).toBe(0)
    expect(io.out()).toContain('ok    configuration: 实例 litellm，时区 UTC\n')
  })
})
