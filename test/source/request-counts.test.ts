import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { hashOf, insertSpendLogs, spendFailure, spendSuccess } from '../support/litellm-rows.ts'
import { SHAPES } from '../support/litellm-shapes.ts'
import { forever, NOON, withSource } from './with-source.ts'

const span = { from: NOON, to: NOON + 5 * MINUTE_MS, reachMs: 10 * MINUTE_MS }

describe('requests', () => {
  test.each(SHAPES)('of the tables of %s are counted by the minute they ended in', (shape) =>
    withSource(shape, async (source, db) => {
      const counts = async () => {
        const rows = await source.requestCounts(span, forever)
        return rows
          ?.map(({ minute, successes, failures }) => [
            minute - NOON / MINUTE_MS,
            successes,
            failures,
          ])
          .sort()
      }
      await insertSpendLogs(
        db,
        spendSuccess(NOON),
        spendSuccess(NOON + 59_999),
        spendFailure(NOON + 1_000),
        // Began before the span and ended in it; ended just before it; ends after it.
        spendSuccess(NOON + 90_000, { startTime: NOON - 3 * MINUTE_MS }),
        spendSuccess(NOON - 1),
        spendSuccess(NOON + 6 * MINUTE_MS, { startTime: NOON + MINUTE_MS }),
      )
      expect(await counts()).toEqual([
        [0, 2, 1],
        [1, 1, 0],
      ])
    }),
  )

  test('carry the names that failures have, and are filtered like them', () =>
    withSource(
      '2026-03',
      async (source, db) => {
        await insertSpendLogs(
          db,
          spendSuccess(NOON, { model_group: '', model: 'openai/o1' }),
          spendSuccess(NOON, { model_group: 'hidden' }),
          spendSuccess(NOON, { api_key: 'litellm-internal-health-check' }),
        )
        expect(await source.requestCounts(span, forever)).toEqual([
          {
            minute: NOON / MINUTE_MS,
            dimensions: {
              model: 'openai/o1',
              provider: 'openai',
              keyHash: hashOf('sk-test'),
              keyName: hashOf('sk-test').slice(0, 10),
              team: 'team-a',
            },
            successes: 1,
            failures: 0,
            retries: 0,
          },
        ])
      },
      {
        filters: {
          keys: { include: [], exclude: [] },
          models: { include: [], exclude: ['hidden'] },
          teams: { include: [], exclude: [] },
          healthChecks: false,
        },
      },
    ))
})
