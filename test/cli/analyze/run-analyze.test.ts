import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { defineAnalyze } from '../../../src/cli/analyze/define-analyze.ts'
import { runCommandLine } from '../../../src/cli/run-command.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'
import { completion, say, serveModel } from '../../explain/model/model-server.ts'
import { insertSpendLogs, spendFailure } from '../../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../../support/postgres.ts'
import { captureIo } from '../support.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

describe('lookout analyze', () => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await createDatabase('2026-09')
    await insertSpendLogs(
      db,
      ...Array.from({ length: 4 }, (_, i) => spendFailure(now - (i + 1) * HOUR_MS)),
      spendFailure(now - HOUR_MS, { model_group: 'claude' }),
    )
  })
  afterAll(async () => {
    await db.drop()
  })

  const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'lookout-analyze-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const given = {
      DATABASE_URL: db.url,
      OUTPUT_DIR: join(folder, 'out'),
      STATE_URL: `sqlite:${folder}/lookout.db`,
      ...env,
    }
    const io = captureIo({ env: given, now: () => now })
    const code = await runCommandLine(['analyze', ...args], [defineAnalyze], '1', io)
    return { code, io, folder }
  }

  it('asks the model about the last day and leaves five private files', async () => {
    const { url } = await serveModel(say(completion('Too many requests. [g1]')))
    const { code, io, folder } = await run([], { LLM_URL: url, LLM_MODEL: 'small' })
    expect(io.err()).toBe('')
    expect(code).toBe(0)
    expect(io.out()).toMatch(
      /^Too many requests. \[g1\]\n\n\(the model gave .*plain text\)\n\nTotal: 5 failures/,
    )
    const day = join(folder, 'out', '2026-03-01')
    expect(readdirSync(day).sort()).toEqual([
      'error_logs_analysis_120000.json',
      'error_logs_full_120000.json',
      'llm_analysis_120000.txt',
      'llm_prompt_120000.txt',
      'query_params_120000.json',
    ])
    for (const name of readdirSync(day)) expect(statSync(join(day, name)).mode & 0o777).toBe(0o600)
    const rows = JSON.parse(readFileSync(join(day, 'error_logs_full_120000.json'), 'utf8'))
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatchObject({ model: 'openai/gpt-4o', status: 'failure' })
    expect(readFileSync(join(day, 'llm_analysis_120000.txt'), 'utf8')).toContain(
      'Too many requests.',
    )
    // It needs no state, and makes none.
    expect(readdirSync(folder)).toEqual(['out'])
  })

  it('asks no model with --no-llm, and keeps to the filters, the limit and the folder given', async () => {
    const { url, asked } = await serveModel(say('', 500))
    const { code, io, folder } = await run(
      ['--no-llm', '--json', '--model', 'gpt-*', '--limit', '2', '--output', `${tmpdir()}`],
      { LLM_URL: url, LLM_MODEL: 'small', OUTPUT_DIR: '/dev/null/x' },
    )
    const answer = JSON.parse(io.out())
    for (const file of answer.files) rmSync(file)
    expect(code).toBe(0)
    expect(answer).toMatchObject({ total: 4, kept: 2 })
    expect(answer.files).toHaveLength(5)
    expect(asked).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    [['--days', 'x'], '--days must be a number, not "x"'],
    [['--limit', '0'], '--limit must be greater than 0'],
    [['--days', '-1'], 'lookout: --days must be greater than 0\n'],
    [['--from', 'then'], '--from must be a date or time'],
    [['--days', '1', '--no-time-filter'], 'choose one of --days, --from/--to, --no-time-filter'],
  ])('refuses %j with code 2', async (args, reason) => {
    const { code, io } = await run(args)
    expect(code).toBe(2)
    expect(io.err()).toContain(reason)
  })

  it('ends with 1 and the remedy when the database is not there', async () => {
    const gone = db.url.replace(/\/[^/]+$/, '/no_such_database')
    const { code, io } = await run([], { DATABASE_URL: gone })
    expect(code).toBe(1)
    expect(io.err()).toContain('no_such_database')
  })
})
