import { describe, expect, test } from 'vitest'
import { showFinding } from '../../../src/cli/check/check-command.ts'
import { sourceFindings } from '../../../src/cli/check/check-source.ts'
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { english } from '../../../src/i18n/locales.ts'
import type { SourceDescription, TableDescription } from '../../../src/source/shape/description.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

const spend: TableDescription = {
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
  oldestLocal: null,
  newestFailure: now - 3 * MINUTE_MS,
  newestSuccess: now - MINUTE_MS,
}
const errors: TableDescription = {
  table: 'ErrorLogs',
  usability: 'usable',
  unreadable: [],
  columns: [],
  partitioned: false,
  indexes: [],
  timeIndexed: false,
  estimatedRows: 0,
  bytes: 16_384,
  readWhole: false,
  oldestLocal: null,
  newestFailure: null,
  newestSuccess: null,
}

const factsOf = (
  tables: readonly TableDescription[],
  rest: Partial<SourceDescription> = {},
): SourceDescription => ({
  where: 'db:5432/litellm',
  schema: 'public',
  elsewhere: [],
  tokensReadable: true,
  role: { user: 'lookout', superuser: false, canWrite: false, prompts: [] },
  grants: 'GRANT SELECT ON it TO lookout;',
  timezone: 'UTC',
  now,
  lookbackMs: DAY_MS,
  tables,
  ...rest,
})

const found = (...given: Parameters<typeof factsOf>) =>
  sourceFindings(factsOf(...given))
    .map((finding) => showFinding(finding, english.messages))
    .map(({ level, says, remedy }) => `${level} ${says}${remedy === '' ? '' : ` → ${remedy}`}`)

describe('what check says of the source', () => {
  test('all well: which tables can be read, and which of them lives', () => {
    expect(found([spend, errors])).toEqual([
      'ok db:5432/litellm answers',
      'ok LiteLLM_SpendLogs is readable: about 1200 rows, 5.2 MB; polls use its index',
      'ok LiteLLM_ErrorLogs is readable: about 0 rows, 16 kB',
      'ok failures are in LiteLLM_SpendLogs, newest 3 min ago',
    ])
  })

  test('the table with the newest failure is the one that lives', () => {
    const old = { ...errors, newestFailure: now - 300 * MINUTE_MS }
    expect(found([{ ...spend, newestFailure: null }, old]).at(-1)).toBe(
      'ok failures are in LiteLLM_ErrorLogs, newest 5 h ago',
    )
  })

  test('requests without a failure hint at failure logging being off', () => {
    expect(found([{ ...spend, newestFailure: null }, errors]).at(-1)).toMatch(
      /^warn requests are logged \(the newest 1 min ago\) but not one failure in 1 d → .*disable_error_logs/,
    )
  })

  test('no requests hint at the wrong database', () => {
    const silent = { ...spend, newestFailure: null, newestSuccess: null }
    expect(found([silent, errors]).at(-1)).toMatch(/^warn no requests logged .*disable_spend_logs/)
  })

  test('no tables is a fault, with the schema that has them', () => {
    const none = [spend, errors].map((table) => ({ ...table, usability: 'missing' as const }))
    expect(found(none, { elsewhere: ['litellm'] })).toEqual([
      'ok db:5432/litellm answers',
      'fail schema public has neither LiteLLM_SpendLogs nor LiteLLM_ErrorLogs → append ?schema=litellm to DATABASE_URL',
    ])
  })

  test('a missing right is a fault where nothing can be read without it, with the grant', () => {
    const denied = {
      ...spend,
      usability: 'unusable' as const,
      unreadable: ['request_id', 'startTime'],
    }
    const [, line, ...more] = found([denied, { ...errors, usability: 'missing' }])
    expect(line).toBe(
      'fail LiteLLM_SpendLogs: no right to read request_id, startTime → as the owner of the tables: deploy/sql/read-only-role.sql, or with prompts and all: GRANT SELECT ON it TO lookout;',
    )
    expect(more).toEqual([])
  })

  test('but a warning for the ErrorLogs that nothing writes any more', () => {
    const denied = { ...errors, usability: 'unusable' as const }
    expect(found([spend, denied])[2]).toMatch(/^warn LiteLLM_ErrorLogs: no right to read/)
    const both = found([{ ...spend, usability: 'missing' }, denied])
    expect(both[1]).toMatch(/^fail LiteLLM_ErrorLogs: no right to read/)
  })

  test('and a warning where only a field is lost', () => {
    expect(found([{ ...spend, unreadable: ['metadata'] }], { tokensReadable: false })).toEqual([
      'ok db:5432/litellm answers',
      'ok LiteLLM_SpendLogs is readable: about 1200 rows, 5.2 MB; polls use its index',
      expect.stringMatching(/^warn LiteLLM_SpendLogs: no right to read metadata/),
      expect.stringMatching(/^warn LiteLLM_VerificationToken is not readable.*GRANT SELECT ON it/),
      expect.stringMatching(/^ok failures are in/),
    ])
  })

  test.each([
    [{ user: 'postgres', superuser: true, canWrite: true }, 'warn postgres is a superuser'],
    [{ user: 'litellm', superuser: false, canWrite: true }, 'warn litellm may write to the log'],
  ])('a role that may do more than read is warned of: %j', (role, line) => {
    expect(found([spend], { role: { ...role, prompts: [] } })[1]).toContain(line)
  })

  test('and one that may read prompts, unless they are asked for', () => {
    const role = { user: 'reader', superuser: false, canWrite: false, prompts: ['messages'] }
    const facts = factsOf([spend], { role })
    expect(found([spend], { role })[1]).toContain('reader may read prompts and answers (mess')
    const wanted = sourceFindings(facts, { promptsWanted: true })
    expect(wanted.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok'])
  })

  test('a plan that reads a large SpendLogs whole is warned of, though there is an index', () => {
    const lines = found([{ ...spend, readWhole: true }])
    expect(lines[1]).not.toContain('polls ride')
    expect(lines[2]).toMatch(/^warn .*would read the whole table for a poll → ANALYZE "public"/)
  })

  test('rows from the future are told, as a clock or a zone that is wrong', () => {
    const future = { ...spend, newestSuccess: now + 120 * MINUTE_MS }
    expect(found([future]).at(-1)).toMatch(/^warn the newest row is 120 min ahead .* TZ=UTC/)
    expect(found([{ ...spend, newestSuccess: now + MINUTE_MS }])).toHaveLength(3)
  })

  test('local times of before February 2025 are told, with the zone they are read in', () => {
    const old = { ...spend, oldestLocal: Date.parse('2024-11-02T00:00:00Z') }
    expect(found([old]).at(-1)).toMatch(
      /^warn rows of 2024-11-02 to January 2025 .* are read as UTC → .*source\.timezone/,
    )
    expect(found([old], { timezone: 'Europe/Berlin' }).at(-1)).toMatch(/^ok .*Europe\/Berlin$/)
  })

  test('a SpendLogs without an index on its time is warned of, an ErrorLogs is not', () => {
    const lines = found([{ ...spend, timeIndexed: false }, errors])
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([
      expect.stringContaining(
        'CREATE INDEX CONCURRENTLY ON "public"."LiteLLM_SpendLogs" ("startTime")',
      ),
    ])
  })
})
