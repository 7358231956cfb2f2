import { describe, expect, test } from 'vitest'
import type { ErrorEvent } from '../../../src/domain/event.ts'
import { createPageSize } from '../../../src/pipeline/ingest/page-size.ts'

const event: ErrorEvent = {
  table: 'SpendLogs',
  requestId: 'r',
  startTime: 0,
  time: 0,
  createdAt: null,
  model: 'm',
  provider: 'p',
  keyHash: '',
  keyName: '',
  teamId: '',
  team: '',
  status: '500',
  errorType: 'Timeout',
  message: '',
  tracebackTail: '',
}

const page = (rows: number, width: number): readonly ErrorEvent[] =>
  Array.from({ length: rows }, () => ({ ...event, message: 'x'.repeat(width) }))

describe('the size of a page', () => {
  test('begins small and is full after the first usual rows', () => {
    const size = createPageSize(1_000)
    expect(size.current()).toBe(100)
    size.learn(page(100, 300))
    expect(size.current()).toBe(1_000)
  })

  test('is smaller for long rows, so that no page holds more than four million characters', () => {
    const size = createPageSize(1_000)
    size.learn(page(100, 20_000))
    expect(size.current() * 20_000).toBeLessThanOrEqual(4_000_000)
    expect(size.current()).toBeGreaterThan(190)
  })

  test('grows again when the rows are short again, and nothing is learned from none', () => {
    const size = createPageSize(1_000)
    size.learn(page(100, 400_000))
    expect(size.current()).toBe(10)
    size.learn([])
    expect(size.current()).toBe(10)
    size.learn(page(10, 300))
    expect(size.current()).toBe(100)
    size.learn(page(100, 300))
    expect(size.current()).toBe(1_000)
  })

  test('is never more than the configuration says', () => {
    expect(createPageSize(20).current()).toBe(20)
  })
})
