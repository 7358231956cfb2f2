import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../src/domain/units.ts'
import { analyzeErrors, prepareForLlm, queryErrors, SourceError } from '../src/library.ts'
import { completion, say, serveModel } from './explain/model/model-server.ts'
import {
  errorLog,
  failureMetadata,
  insertErrorLogs,
  insertSpendLogs,
  spendFailure,
  spendSuccess,
} from './support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from './support/postgres.ts'

const key = `gsk_${'a1B2'.repeat(12)}`

describe('the library', () => {
  let db: TestDatabase
  const now = Date.now()
  beforeAll(async () => {
    db = await createDatabase('2026-03')
    const timeout = failureMetadata({
      error_class: 'Timeout',
      error_code: '408',
      error_message: `timed out with ${key}`,
    })
    await insertSpendLogs(
      db,
      ...Array.from({ length: 5 }, (_, i) => spendFailure(now - (i + 1) * HOUR_MS)),
      spendFailure(now - 2 * HOUR_MS, { model_group: 'claude', metadata: timeout }),
      spendFailure(now - 30 * HOUR_MS),
      spendSuccess(now - HOUR_MS),
    )
    // The twin of the newest failure, and one of its own.
    const twin = {
      exception_string: 'litellm.RateLimitError: too many requests',
      model_group: 'gpt-4o',
    }
    await insertErrorLogs(
      db,
      errorLog(now - HOUR_MS + 500, twin),
      errorLog(now - 3 * HOUR_MS - MINUTE_MS, { ...twin, exception_string: 'another' }),
    )
  })
  afterAll(async () => {
    await db.drop()
  })

  it('counts the failures of the last day, those of both tables once', async () => {
    const { facts, events } = await queryErrors({ databaseUrl: db.url, limit: 2 })
    expect(facts.total).toBe(7)
    expect(facts.byModel).toEqual([
      { name: 'gpt-4o', count: 6 },
      { name: 'claude', count: 1 },
    ])
    expect(events.map(({ time }) => time)).toEqual([now - HOUR_MS, now - 2 * HOUR_MS])
  })

  it('takes a period, a model and a key', async () => {
    const of = async (options: object) =>
      (await queryErrors({ databaseUrl: db.url, ...options })).facts.total
    expect(await of({ days: 2 })).toBe(8)
    expect(await of({ model: 'claude' })).toBe(1)
    expect(await of({ key: 'nobody' })).toBe(0)
    expect(await of({ noTimeFilter: true })).toBe(8)
  })

  it('prepares a prompt without secrets and has it analyzed', async () => {
    const { url, asked } = await serveModel(say(completion('It broke. [g1]')))
    const result = await queryErrors({ databaseUrl: db.url, instance: 'prod' })
    const prompt = prepareForLlm(result, { maxPromptTokens: 4000 })
    expect(prompt.user).toContain('timed out with [redacted: groq key]')
    const model = { url, apiKey: 'k', model: 'small', temperature: 0 }
    expect(await analyzeErrors(result, prompt, model)).toEqual({
      explanation: {
        text: 'It broke. [g1]',
        notes: [{ kind: 'plain' }],
        model: 'small',
        cut: 0,
      },
      failed: false,
      margin: '',
    })
    expect(asked[0]?.headers['x-litellm-call-id']).toMatch(/^lookout-[0-9a-f-]{36}$/)
    expect(asked[0]?.body).not.toContain('a1B2a1B2')
  })

  it('says why there are no words instead of throwing', async () => {
    const result = await queryErrors({ databaseUrl: db.url })
    const model = {
      url: 'http://127.0.0.1:1',
      apiKey: '',
      model: 'small',
      temperature: 0,
      retries: 0,
    }
    const { explanation, failed } = await analyzeErrors(result, prepareForLlm(result), model)
    expect(failed).toBe(true)
    expect(explanation.notes).toMatchObject([
      { kind: 'model_failed', failure: { kind: 'unreachable' } },
    ])
  })

  it('throws when the database does not answer', async () => {
    const gone = db.url.replace(/\/[^/]+$/, '/no_such_database')
    await expect(queryErrors({ databaseUrl: gone })).rejects.toThrow(SourceError)
  })
})
