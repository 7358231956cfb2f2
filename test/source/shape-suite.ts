import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorEvent, RowKey } from '../../src/domain/event.ts'
import type { Position } from '../../src/pipeline/ingest/poll-ports.ts'
import type { Source } from '../../src/source/create-source.ts'
import {
  errorLog,
  failureMetadata,
  hashOf,
  insertErrorLogs,
  insertKey,
  insertSpendLogs,
  insertTeam,
  spendFailure,
  spendSuccess,
} from '../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { forever, NOON, parsed, reading, slice } from './with-source.ts'

async function allPages(source: Source, limit: number): Promise<readonly ErrorEvent[]> {
  const events: ErrorEvent[] = []
  let after: Position | null = null
  for (;;) {
    const page: readonly ErrorEvent[] = await source.read(slice({ after, limit }), forever)
    events.push(...page)
    after = page.at(-1) ?? null
    if (page.length < limit) return events
  }
}

const EMPTY =
  'TRUNCATE "LiteLLM_SpendLogs", "LiteLLM_ErrorLogs", "LiteLLM_VerificationToken", "LiteLLM_TeamTable"'

const identity = ({ table, requestId, startTime }: RowKey): RowKey => ({
  table,
  requestId,
  startTime,
})

/** What must hold on the tables of every period. */
export function shapeSuite(name: string, shape: Parameters<typeof createDatabase>[0]): void {
  describe(name, () => {
    let db: TestDatabase
    beforeAll(async () => {
      db = await createDatabase(shape)
    })
    afterEach(() => db.sql(EMPTY))
    afterAll(() => db.drop())

    test('rows of earlier attempts are neither failures nor requests, whoever chose the id', async () => {
      await reading(db, async (source) => {
        const metadata = { ...failureMetadata(), billed_retry_attempt: true }
        const attempt = (id: string, over: object = {}) =>
          spendFailure(NOON, { request_id: id, metadata, ...over })
        await insertSpendLogs(
          db,
          attempt('a'),
          attempt('a-attempt-1'),
          attempt('a-attempt-2', { metadata: JSON.stringify(JSON.stringify(metadata)) }),
          attempt('b-attempt-1', { status: 'success' }),
          spendFailure(NOON, { request_id: 'mine-attempt-1' }),
        )
        const events = await source.read(slice(), forever)
        expect(events.map(({ requestId }) => requestId).sort()).toEqual(['a', 'mine-attempt-1'])
        const keys = await source.keys(slice({ to: NOON + 1 }), forever)
        expect(keys.map(({ requestId }) => requestId).sort()).toEqual(['a', 'mine-attempt-1'])
        const span = { from: NOON, to: NOON + 60_000, reachMs: 60_000 }
        const counted = await source.requestCounts(span, forever)
        expect(
          counted?.map(({ successes, failures, retries }) => [successes, failures, retries]),
        ).toEqual([[0, 2, 3]])
      })
    })

    test('what tells who speaks is read from the metadata, and the status is one of HTTP', async () => {
      await reading(db, async (source) => {
        const error = {
          error_code: 'content_filter',
          error_class: 'ContentPolicyViolationError',
          normalized_error: '400_CONTENT_POLICY_VIOLATION',
          error_rate_limit_category: 'vendor_rate_limit',
          error_budget_entity_type: 'key',
          traceback: `${'x'.repeat(5_000)}\n  File "a.py", line 1, in create_error\n    raise E(`,
        }
        await insertSpendLogs(db, spendFailure(NOON, { metadata: failureMetadata(error) }))
        expect(await source.read(slice(), forever)).toMatchObject([
          {
            status: '400',
            code: 'content_filter',
            evidence: {
              errorProvider: 'openai',
              askedProvider: 'openai',
              normalizedError: '400_CONTENT_POLICY_VIOLATION',
              rateLimitCategory: 'vendor_rate_limit',
              budgetEntity: 'key',
              lastFrame: 'create_error',
            },
          },
        ])
      })
    })

    test('failures of SpendLogs become events, successes do not', async () => {
      await reading(db, async (source) => {
        const failure = spendFailure(NOON, { endTime: NOON + 1500 })
        await insertSpendLogs(db, failure, spendSuccess(NOON))
        expect(await source.tables(forever)).toEqual(['SpendLogs', 'ErrorLogs'])
        const [event, ...others] = await source.read(slice(), forever)
        expect(others).toEqual([])
        expect(event).toMatchObject({
          table: 'SpendLogs',
          requestId: failure.request_id,
          startTime: NOON,
          time: NOON + 1500,
          model: 'gpt-4o',
          provider: 'openai',
          keyHash: hashOf('sk-test'),
          keyName: 'team-a-key',
          teamId: 'team-a',
          team: 'Team A',
          status: '429',
          errorType: 'RateLimitError',
          message: 'litellm.RateLimitError: too many requests',
          tracebackTail: 'RateLimitError: slow down',
        })
      })
    })

    test('failures of ErrorLogs become events', async () => {
      await reading(db, async (source) => {
        const row = errorLog(NOON, { model_group: '' })
        await insertErrorLogs(db, row)
        expect(await source.read(slice({ table: 'ErrorLogs' }), forever)).toEqual([
          {
            table: 'ErrorLogs',
            requestId: row.request_id,
            startTime: NOON,
            time: NOON,
            createdAt: null,
            model: 'openai/gpt-4o',
            provider: null,
            keyHash: null,
            keyName: null,
            teamId: null,
            team: null,
            status: '429',
            code: null,
            errorType: 'RateLimitError',
            message: 'litellm.RateLimitError: too many requests',
            tracebackTail: '',
          },
        ])
      })
    })

    test('pages of any size give every row once, also where many share one start time', async () => {
      await reading(db, async (source) => {
        // Upper and lower case, punctuation: the database's collation orders these other than JavaScript would.
        const ids = ['b', 'A', 'a', 'B', '_x', '-y', 'ä', 'Z', '1', '../up', 'a b', 'None']
        const rows = ids.flatMap((id) => [
          spendFailure(NOON, { request_id: id }),
          spendFailure(NOON + 1, { request_id: `${id}+` }),
          spendSuccess(NOON, { request_id: `${id} went well` }),
        ])
        await insertSpendLogs(db, ...rows)
        const whole = (await source.read(slice(), forever)).map(identity)
        expect(new Set(whole.map((key) => key.requestId)).size).toBe(24)
        for (const limit of [1, 5, 24]) {
          expect((await allPages(source, limit)).map(identity)).toEqual(whole)
        }
        expect(await source.keys(slice(), forever)).toEqual(whole)
        expect(await source.keys(slice({ to: NOON + 1 }), forever)).toEqual(whole.slice(0, 12))
      })
    })

    test('rows are found again by their identities, those that are gone are left out', async () => {
      await reading(db, async (source) => {
        const ids = ['a/../b', 'line\nbreak', `quote"s, {braces} and \\`, 'None', '', '\\u0000']
        await insertSpendLogs(db, ...ids.map((id) => spendFailure(NOON, { request_id: id })))
        await insertErrorLogs(db, errorLog(NOON, { request_id: 'e' }))
        const keys = await source.keys(slice(), forever)
        const asked = [
          ...keys,
          { table: 'ErrorLogs', requestId: 'e', startTime: NOON },
          { table: 'SpendLogs', requestId: 'gone', startTime: NOON },
          { table: 'SpendLogs', requestId: 'None', startTime: NOON + 1 },
          { table: 'SpendLogs', requestId: 'nul \0', startTime: NOON },
        ] satisfies RowKey[]
        const found = await source.readKeys(asked, forever)
        expect(found.map((event) => event.requestId).toSorted()).toEqual([...ids, 'e'].toSorted())
        expect(await source.readKeys([], forever)).toEqual([])
      })
    })

    test('aliases come from the token and team tables where the row has none', async () => {
      await reading(db, async (source) => {
        await insertKey(db, 'sk-test', 'from-table')
        await insertTeam(db, 'team-a', 'Team of the table')
        const metadata = { status: 'failure', user_api_key_alias: '' }
        await insertSpendLogs(
          db,
          spendFailure(NOON, { metadata }),
          spendFailure(NOON + 1, { metadata, api_key: hashOf('other'), team_id: 'team-x' }),
          spendFailure(NOON + 2, { metadata, api_key: 'None', team_id: '' }),
        )
        const events = await source.read(slice(), forever)
        expect(events.map(({ keyName, team }) => [keyName, team])).toEqual([
          ['from-table', 'Team of the table'],
          [hashOf('other').slice(0, 10), 'team-x'],
          [null, null],
        ])
      })
    })

    test('full rows have the tables own columns, without prompts and bodies', async () => {
      await reading(db, async (source) => {
        const prompts = { messages: { secret: 1 }, response: { secret: 2 } }
        await insertSpendLogs(db, spendFailure(NOON, { request_id: 's', ...prompts }))
        await insertErrorLogs(db, errorLog(NOON, { request_id: 'e' }))
        const found = await source.fullRows(
          [
            { table: 'SpendLogs', requestId: 's', startTime: NOON },
            { table: 'ErrorLogs', requestId: 'e', startTime: NOON },
          ],
          forever,
        )
        const rows = found.map(parsed)
        expect(
          rows.map((row) => [row['request_id'], row['startTime'], row['model_group']]),
        ).toEqual([
          ['s', '2026-03-01T12:00:00.000Z', 'gpt-4o'],
          ['e', '2026-03-01T12:00:00.000Z', 'gpt-4o'],
        ])
        expect(rows[0]?.['metadata']).toMatchObject({ error_information: { error_code: '429' } })
        expect(rows[0]?.['total_tokens']).toBe(0)
        expect(JSON.stringify(rows)).not.toContain('secret')
      })
    })

    test('start times in the future are read', async () => {
      await reading(db, async (source) => {
        const year3000 = Date.UTC(3000, 0, 1)
        await insertSpendLogs(db, spendFailure(year3000))
        const events = await source.read(slice(), forever)
        expect(events.map((event) => event.startTime)).toEqual([year3000])
      })
    })

    test('a description tells tables and newest rows', async () => {
      await reading(db, async (source) => {
        const now = await source.now(forever)
        await insertSpendLogs(db, spendFailure(now - 7_200_000), spendSuccess(now - 1000))
        const described = await source.describe(forever)
        expect(described).toMatchObject({ schema: 'public', tokensReadable: true })
        expect(described.role).toMatchObject({ user: 'postgres', superuser: true, canWrite: true })
        expect(described.tables).toMatchObject([
          {
            table: 'SpendLogs',
            usability: 'usable',
            timeIndexed: true,
            newestFailure: now - 7_200_000,
            newestSuccess: now - 1000,
          },
          { table: 'ErrorLogs', usability: 'usable', timeIndexed: false, newestFailure: null },
        ])
      })
    })
  })
}
