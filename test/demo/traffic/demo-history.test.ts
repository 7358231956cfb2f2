import { expect, test } from 'vitest'
import { z } from 'zod'
import { createFingerprinter } from '../../../src/classify/grouping/fingerprint.ts'
import { failureRow } from '../../../src/demo/database/demo-row.ts'
import { historyBetween } from '../../../src/demo/traffic/demo-history.ts'
import { failureKind, failureKinds } from '../../../src/demo/traffic/failures.ts'
import { createRandom } from '../../../src/demo/traffic/random.ts'
import { DAY_MS } from '../../../src/domain/units.ts'

const noon = Date.UTC(2026, 2, 1, 12)
const information = z.object({
  error_information: z.object({
    error_code: z.string(),
    error_class: z.string(),
    llm_provider: z.string(),
    error_message: z.string(),
    traceback: z.string(),
  }),
})

const wholeDay = (seed: number) =>
  [...historyBetween(createRandom(seed), noon - DAY_MS, noon)].flat()

test('there are fifteen kinds of failure, of ten providers and the proxy itself', () => {
  expect(new Set(failureKinds.map((kind) => kind.id)).size).toBe(15)
  expect(() => failureKind('no such kind')).toThrow('no such kind')
})

test('a day holds successes and all fifteen kinds, within its bounds, every id once', () => {
  const rows = wholeDay(7)
  const failures = rows.filter((row) => row.status === 'failure')
  const classes = new Set(
    failures.map((row) => information.parse(row.metadata).error_information.error_class),
  )
  expect(classes).toEqual(new Set(failureKinds.map((kind) => kind.errorClass)))
  expect(failures.length).toBeGreaterThan(2000)
  expect(rows.length).toBeGreaterThan(20_000)
  expect(new Set(rows.map((row) => row.request_id)).size).toBe(rows.length)
  const ends = rows.map((row) => Date.parse(`${row.endTime}Z`))
  expect(ends.every((end) => end >= noon - DAY_MS && end < noon + 1)).toBe(true)
})

test('nights are quiet and office hours are busy', () => {
  const hours = wholeDay(7).map((row) => Number(row.endTime.slice(11, 13)))
  const at = (hour: number) => hours.filter((value) => value === hour).length
  expect(at(10)).toBeGreaterThan(4 * at(2))
})

test('the same seed tells the same day', () => {
  expect(wholeDay(3)).toEqual(wholeDay(3))
  expect(wholeDay(3)[0]).not.toEqual(wholeDay(4)[0])
})

test('each kind is one group of its own, whatever its numbers, ids and suffixes', () => {
  const fingerprint = createFingerprinter()
  const random = createRandom(11)
  const groups = failureKinds.map((kind) => {
    const found = Array.from({ length: 30 }, () => {
      const notified = information.parse(failureRow(kind, random, noon).metadata).error_information
      return fingerprint({
        message: notified.error_message,
        errorClass: notified.error_class,
        statusCode: notified.error_code,
        provider: notified.llm_provider,
        tracebackTail: notified.traceback.split('\n').at(-1) ?? '',
      }).fingerprint
    })
    return { kind: kind.id, fingerprints: [...new Set(found)] }
  })
  // One list of all, so that a failing test names the kinds that fell apart.
  expect(groups.filter((group) => group.fingerprints.length > 1)).toEqual([])
  expect(new Set(groups.flatMap((group) => group.fingerprints)).size).toBe(15)
})

test('failures leave out what LiteLLM leaves out', () => {
  const notified = (id: string) => {
    const row = failureRow(failureKind(id), createRandom(2), noon)
    return { row, ...information.parse(row.metadata).error_information }
  }
  const rejected = notified('proxy-key-rejected')
  expect(rejected.error_message).toBe('')
  expect(rejected.row.api_key).toBe('')
  expect(rejected.traceback).toContain('ProxyException: Authentication Error')
  expect(notified('budget-exceeded').error_code).toBe('')
  expect(notified('no-deployments').error_code).toBe('')
})
