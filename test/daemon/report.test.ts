import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Parts } from '../../src/app/app-parts.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const full = async () =>
  [...(await stack.artifacts())]
    .filter(([name]) => name.includes('error_logs_full'))
    .map(([, text]) => JSON.parse(text))

const said = (text: string) => stack.log.some(({ message }) => String(message).includes(text))

describe('a report', () => {
  it('that cannot be written is told in the log, and the next one carries it', async () => {
    const output = join(stack.folder, 'output')
    await writeFile(output, 'a file where the folder should be')
    const daemon = await stack.start()
    await insertSpendLogs(stack.database, spendFailure(Date.now()), spendFailure(Date.now()))
    await daemon.trigger('poll')
    await daemon.trigger('report')
    const failed = stack.log.find(({ message }) => message === 'report failed')
    expect(String(failed?.['error'])).toContain(output)
    await rm(output)
    await insertSpendLogs(stack.database, spendFailure(Date.now()))
    await daemon.trigger('poll')
    await daemon.trigger('report')
    expect((await full()).flat()).toHaveLength(3)
  })

  it('keeps its memory until it is written: nothing is tidied up while a job runs', async () => {
    const [writing, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const tidy = vi.fn()
    const wrap = (parts: Parts): Parts => ({
      ...parts,
      artifacts: {
        ...parts.artifacts,
        write: async (...file) => {
          writing.resolve()
          await written.promise
          return parts.artifacts.write(...file)
        },
      },
    })
    await insertSpendLogs(stack.database, spendFailure(Date.now() - 1000))
    const daemon = await stack.start({ wrap, tidy })
    await Promise.all([daemon.trigger('poll'), writing.promise])
    tidy.mockClear()
    await daemon.trigger('prune')
    expect(tidy).not.toHaveBeenCalled()
    written.resolve()
    await expect.poll(() => tidy.mock.calls.length).toBeGreaterThan(0)
    expect(await full()).toHaveLength(1)
  })

  it('tells rows that retention took meanwhile from memory, and says so', async () => {
    const daemon = await stack.start()
    const rows = [spendFailure(Date.now()), spendFailure(Date.now())]
    await daemon.trigger('poll')
    await insertSpendLogs(stack.database, ...rows)
    await daemon.trigger('poll')
    await stack.database.sql('DELETE FROM "LiteLLM_SpendLogs" WHERE request_id = $1', [
      rows[0]?.request_id,
    ])
    await daemon.trigger('report')
    const [report] = await full()
    expect(report.map((row: { request_id: string }) => row.request_id).sort()).toEqual(
      rows.map((row) => row.request_id).sort(),
    )
    expect(said('1 rows are no longer in the tables')).toBe(true)
  })

  it('has newest rows first and one entry for each in the analysis', async () => {
    const daemon = await stack.start()
    const at = Date.now() - MINUTE_MS
    await insertSpendLogs(stack.database, ...[0, 1, 2].map((n) => spendFailure(at + n * 1000)))
    await daemon.trigger('poll')
    await daemon.trigger('report')
    const [rows] = await full()
    const starts = rows.map((row: { startTime: string }) => row.startTime)
    expect(starts).toEqual(starts.toSorted().reverse())
    const analysis = [...(await stack.artifacts())].find(
      ([name]) => name.includes('analysis_') && name.endsWith('json'),
    )
    const [first] = JSON.parse(analysis?.[1] ?? '[]')
    expect(Object.keys(first)).toEqual([
      ...['request_id', 'time', 'model', 'key_name', 'status', 'error_type', 'error_message'],
      ...['team', 'provider', 'fault', 'fingerprint'],
    ])
  })

  it('of a second daemon on the same state is never written: it is refused at the start', async () => {
    await stack.start()
    await expect(stack.start()).rejects.toThrow(/second daemon/)
  })
})
