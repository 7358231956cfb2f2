import { describe, expect, test } from 'vitest'
import { hashOf, insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { forever, NOON, slice, withSource } from './with-source.ts'

const none = { include: [], exclude: [] }
const all = { keys: none, models: none, teams: none, healthChecks: false }
const alias = (name: string) => ({ status: 'failure', user_api_key_alias: name })

async function readIds(filters: object, limit = 100): Promise<readonly string[]> {
  let ids: readonly string[] = []
  await withSource(
    '2026-09',
    async (source, db) => {
      const health = 'litellm-internal-health-check'
      await insertSpendLogs(
        db,
        spendFailure(NOON, { request_id: 'health key', metadata: alias(health) }),
        spendFailure(NOON, { request_id: 'health hash', api_key: health }),
        spendFailure(NOON, { request_id: 'health team', team_id: health }),
        spendFailure(NOON + 1, { request_id: 'prod', metadata: alias('prod-1') }),
        spendFailure(NOON + 2, { request_id: 'test', metadata: alias('test-1') }),
        spendFailure(NOON + 3, { request_id: 'mini', model_group: 'gpt-4o-mini' }),
        spendFailure(NOON + 4, {
          request_id: 'other team',
          team_id: 'b',
          metadata: alias('prod-2'),
        }),
      )
      const events = await source.read(slice({ limit }), forever)
      ids = events.map((event) => event.requestId)
    },
    { filters: { ...all, ...filters } },
  )
  return ids
}

describe('filters', () => {
  test('leave out health checks by default, and only those', async () => {
    expect(await readIds({})).toEqual(['prod', 'test', 'mini', 'other team'])
    expect(await readIds({ healthChecks: true })).toHaveLength(7)
  })

  test('take and leave out by key, model and team, by what they are called or their ids', async () => {
    const only = (include: readonly string[], exclude: readonly string[] = []) => ({
      include,
      exclude,
    })
    expect(await readIds({ keys: only(['prod-*']) })).toEqual(['prod', 'other team'])
    expect(await readIds({ keys: only(['prod-*'], ['*-2']) })).toEqual(['prod'])
    expect(
      await readIds({ keys: only([hashOf('sk-test')], ['test-1']), teams: only(['b']) }),
    ).toEqual(['other team'])
    expect(await readIds({ models: only([], ['gpt-4o']) })).toEqual(['mini'])
    expect(await readIds({ teams: only(['Team A']) })).toEqual(['mini'])
  })

  test('do not make a page short while more rows pass', async () => {
    expect(await readIds({ keys: { include: ['prod-*'], exclude: [] } }, 1)).toEqual(['prod'])
    expect(await readIds({ keys: { include: ['prod-*'], exclude: [] } }, 2)).toEqual([
      'prod',
      'other team',
    ])
  })
})
