import { constants, PerformanceObserver } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { expect, onTestFinished, test } from 'vitest'
import { createTidying, growHeapSlowly } from '../../src/app/heap.ts'

const isMajor = (entry: object): boolean => {
  const detail: unknown = 'detail' in entry ? entry.detail : null
  const kind =
    typeof detail === 'object' && detail !== null && 'kind' in detail ? detail.kind : null
  return kind === constants.NODE_PERFORMANCE_GC_MAJOR
}

const megabytes = () => getHeapStatistics().total_heap_size / 1024 / 1024

test('V8 is asked to grow slowly, not kept from growing', () => {
  const before = getHeapStatistics().heap_size_limit
  growHeapSlowly()
  expect(getHeapStatistics().heap_size_limit).toBe(before)
})

test('what a large job left behind is given back at once; after a small one nothing is collected', async () => {
  let collections = 0
  const observer = new PerformanceObserver((list) => {
    // Small ones of young objects come when they like.
    collections += list.getEntries().filter(isMajor).length
  })
  onTestFinished(() => observer.disconnect())
  observer.observe({ entryTypes: ['gc'] })
  const tidy = createTidying()
  const before = megabytes()
  let job: unknown[] | null = Array.from({ length: 500_000 }, (_, n) => ({ n, text: `row ${n}` }))
  const large = megabytes()
  expect(large - before).toBeGreaterThan(20)
  expect(job).toHaveLength(500_000)
  job = null
  tidy()
  expect(large - megabytes()).toBeGreaterThan(20)
  await expect.poll(() => collections).toBeGreaterThan(0)
  collections = 0
  tidy()
  await setTimeout(100)
  expect(collections).toBe(0)
})
