import { expect, test } from 'vitest'
import type { StoredEvent } from '../../../src/domain/event.ts'
import { fullRows } from '../../../src/pipeline/report/matched-rows.ts'
import type { FullRow, FullRowSource } from '../../../src/pipeline/report/report-ports.ts'

const { signal } = new AbortController()

async function* events(count: number): AsyncGenerator<StoredEvent> {
  for (let n = 0; n < count; n++) {
    yield {
      table: 'SpendLogs',
      requestId: `r${n}`,
      startTime: n,
      time: n,
      model: 'm',
      provider: 'openai',
      keyHash: '',
      keyName: 'k',
      team: 't',
      status: '500',
      errorType: 'InternalServerError',
      message: 'boom',
      group: { fingerprint: '0', version: 1, template: 'boom', title: 'boom' },
      fault: 'provider',
      fromFuture: false,
      late: false,
    }
  }
}

/** A source that answers each batch when it is told to; what was asked, and how many at once at most, stands beside. */
const slowSource = (length = 10, gone: (id: string) => boolean = () => false) => {
  const asked: number[] = []
  const waiting: PromiseWithResolvers<void>[] = []
  const answer: FullRowSource['fullRows'] = async (keys) => {
    asked.push(keys.length)
    const turn = Promise.withResolvers<void>()
    waiting.push(turn)
    await turn.promise
    return keys
      .filter(({ requestId }) => !gone(requestId))
      .toReversed()
      .map((key) => ({
        key,
        json: JSON.stringify({ request_id: key.requestId }).padEnd(length, ' '),
        repeated: null,
      }))
  }
  return { asked, waiting, source: { fullRows: answer } }
}

const answering = (length?: number, gone?: (id: string) => boolean) => {
  const slow = slowSource(length, gone)
  const source: FullRowSource = {
    fullRows: (keys, stop) => {
      const rows = slow.source.fullRows(keys, stop)
      slow.waiting.at(-1)?.resolve()
      return rows
    },
  }
  return { ...slow, source }
}

const all = async (rows: AsyncIterable<FullRow>, taken: FullRow[] = []): Promise<FullRow[]> => {
  for await (const row of rows) taken.push(row)
  return taken
}

const idOf = (row: FullRow | undefined): unknown => JSON.parse(row?.json ?? 'null')?.request_id

test('rows come in the order of the events, each once, those that are gone from memory', async () => {
  const { source } = answering(10, (id) => id === 'r7' || id === 'r450')
  const gone: number[] = []
  const rows = await all(fullRows(events(451), source, signal, (n) => gone.push(n)))
  expect(rows.map(idOf)).toEqual(Array.from({ length: 451 }, (_, n) => `r${n}`))
  expect(gone.reduce((sum, count) => sum + count, 0)).toBe(2)
  expect(JSON.parse(rows[7]?.json ?? '')).toMatchObject({
    metadata: { error_information: { error_message: 'boom' } },
  })
  expect(await all(fullRows(events(0), source, signal, () => {}))).toEqual([])
})

test('the next batch is asked for while one is taken, and no more than that one', async () => {
  const { source, asked, waiting } = slowSource()
  const rows = fullRows(events(1000), source, signal, () => {})
  const first = rows.next()
  await expect.poll(() => asked).toHaveLength(1)
  waiting[0]?.resolve()
  expect(idOf((await first).value)).toBe('r0')
  await expect.poll(() => asked).toHaveLength(2)
  waiting[1]?.resolve()
  for (let n = 1; n < (asked[0] ?? 0); n++) await rows.next()
  expect(asked).toHaveLength(2)
  expect(idOf((await rows.next()).value)).toBe(`r${asked[0]}`)
  await expect.poll(() => asked).toHaveLength(3)
  waiting[2]?.resolve()
  await rows.return(undefined)
})

test('large rows come in small batches', async () => {
  const { source, asked } = answering(400_000)
  await all(fullRows(events(500), source, signal, () => {}))
  expect(asked.every((count) => count === 10)).toBe(true)
})

test('what the source fails with ends it, also when nobody waits for that batch yet', async () => {
  const broken = new Error('connection lost')
  let calls = 0
  const { source } = answering()
  const failing: FullRowSource = {
    fullRows: (keys, stop) =>
      ++calls === 2 ? Promise.reject(broken) : source.fullRows(keys, stop),
  }
  const rows = fullRows(events(1000), failing, signal, () => {})
  const taken: FullRow[] = []
  await expect(all(rows, taken)).rejects.toBe(broken)
  expect(taken.map(idOf).at(-1)).toBe(`r${taken.length - 1}`)
  expect(calls).toBe(2)
})

test('whoever stops in the middle waits for the statement under way', async () => {
  const { source, asked, waiting } = slowSource()
  const rows = fullRows(events(1000), source, signal, () => {})
  const first = rows.next()
  await expect.poll(() => asked).toHaveLength(1)
  waiting[0]?.resolve()
  await first
  await expect.poll(() => asked).toHaveLength(2)
  let over = false
  const stopped = rows.return(undefined).then(() => {
    over = true
  })
  await Promise.resolve()
  expect(over).toBe(false)
  waiting[1]?.resolve()
  await stopped
  expect(asked).toHaveLength(2)
})
