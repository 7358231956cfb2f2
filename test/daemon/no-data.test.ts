import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts'
import { openState } from '../../src/state/store.ts'
import { quiet } from '../state/quiet.ts'
import { insertSpendLogs, spendFailure, spendSuccess } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

const blind = `
rules:
  - { name: blind, type: source, window: 1m, severity: critical, keepFiringFor: 0s }
`

/** Requests at this hour of yesterday and of a week ago, and none for the last twenty minutes. */
const logUsual = async () => {
  const day = DAY_MS
  const usual = [1, 7].flatMap((ago) =>
    Array.from({ length: 40 }, (_, n) => spendSuccess(Date.now() - ago * day - n * 20_000)),
  )
  await insertSpendLogs(stack.database, ...usual, spendSuccess(Date.now() - 20 * MINUTE_MS))
}

describe('a watcher that cannot see', () => {
  it('says so when the database is out of reach, and says what it caught up with when it is back', async () => {
    const daemon = await stack.start({ yaml: blind })
    await daemon.trigger('poll')
    await stack.database.sql('ALTER TABLE "LiteLLM_SpendLogs" RENAME TO gone')
    await stack.database.sql('ALTER TABLE "LiteLLM_ErrorLogs" RENAME TO gone_too')
    await daemon.trigger('poll')
    expect(stack.slack.posts).toEqual([])
    stack.skew = 2 * MINUTE_MS
    await daemon.trigger('poll')
    const firing = await stack.slack.post(({ text }) => /firing/i.test(text))
    expect(firing.body).toMatch(/can't read LiteLLM's database/)
    await stack.database.sql('ALTER TABLE gone RENAME TO "LiteLLM_SpendLogs"')
    await insertSpendLogs(stack.database, spendFailure(Date.now()), spendFailure(Date.now()))
    await daemon.trigger('poll')
    await daemon.trigger('poll')
    const resolved = await stack.slack.post(({ text }) => /resolved/i.test(text))
    expect(resolved.body).toContain('2')
  })

  it.each([
    ['three, by default', '', 3],
    ['as many as the configuration says', 'noData: { unreachableAfter: 2 }\n', 2],
  ])('says so after so many failed polls in a row: %s', async (_, yaml, polls) => {
    const daemon = await stack.start({ yaml })
    await daemon.trigger('poll')
    await stack.database.sql('ALTER TABLE "LiteLLM_SpendLogs" RENAME TO gone')
    await stack.database.sql('ALTER TABLE "LiteLLM_ErrorLogs" RENAME TO gone_too')
    for (let poll = 1; poll < polls; poll++) {
      stack.skew += MINUTE_MS
      await daemon.trigger('poll')
    }
    await daemon.trigger('deliver')
    expect(stack.slack.posts).toEqual([])
    stack.skew += MINUTE_MS
    await daemon.trigger('poll')
    const firing = await stack.slack.post(({ text }) => /firing/i.test(text))
    expect(firing.body).toMatch(/can't read LiteLLM's database/)
  })

  it('remembers what it did not see, and whether that was read later', async () => {
    const url = `sqlite:${join(stack.folder, 'state', 'lookout.db')}`
    const gaps = async () => {
      const beside = await openState(url, { log: quiet, now: Date.now })
      const known = await beside.watchGaps()
      await beside.close()
      return known
    }
    const daemon = await stack.start()
    await daemon.trigger('poll')
    await stack.database.sql('ALTER TABLE "LiteLLM_SpendLogs" RENAME TO gone')
    await stack.database.sql('ALTER TABLE "LiteLLM_ErrorLogs" RENAME TO gone_too')
    stack.skew = 20 * MINUTE_MS
    await daemon.trigger('poll')
    expect(await gaps()).toMatchObject([{ why: 'unread' }])
    await stack.database.sql('ALTER TABLE gone RENAME TO "LiteLLM_SpendLogs"')
    await daemon.trigger('poll')
    const [gap, ...others] = await gaps()
    expect(gap).toMatchObject({ why: 'late' })
    expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeGreaterThanOrEqual(20 * MINUTE_MS)
    expect(others).toEqual([])
  })

  it('calls it blindness, not calm, when LiteLLM logs nothing where it usually does', async () => {
    await logUsual()
    const daemon = await stack.start({ yaml: blind })
    await daemon.trigger('poll')
    const firing = await stack.slack.post(({ text }) => /firing/i.test(text))
    expect(firing.body).toMatch(/logs no requests/)
  })

  it('keeps calm about a night that is always quiet', async () => {
    await insertSpendLogs(stack.database, spendSuccess(Date.now() - HOUR_MS))
    const daemon = await stack.start({ yaml: blind })
    await daemon.trigger('poll')
    await daemon.trigger('deliver')
    expect(stack.slack.posts).toEqual([])
  })
})

describe('the heartbeat', () => {
  let server: Server
  let beats = 0
  let method: string | undefined
  let url = ''
  beforeEach(async () => {
    beats = 0
    server = createServer((request, response) => {
      beats++
      method = request.method
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret`
  })
  afterEach(() => server.close())

  it('goes out after each good poll and stops when polls fail', async () => {
    const daemon = await stack.start({ env: { HEARTBEAT_URL: url } })
    await daemon.trigger('poll')
    const before = beats
    expect(before).toBeGreaterThan(0)
    expect(method).toBe('GET')
    await stack.database.sql('DROP TABLE "LiteLLM_SpendLogs", "LiteLLM_ErrorLogs"')
    await daemon.trigger('poll')
    expect(beats).toBe(before)
  })

  it('stops when LiteLLM logs nothing where it usually does, and can be a POST', async () => {
    await logUsual()
    await insertSpendLogs(stack.database, spendSuccess(Date.now()))
    const daemon = await stack.start({
      env: { HEARTBEAT_URL: url },
      yaml: 'heartbeat: { method: POST }',
    })
    await daemon.trigger('poll')
    expect(method).toBe('POST')
    const before = beats
    await stack.database.sql(
      `DELETE FROM "LiteLLM_SpendLogs" WHERE "startTime" > now() AT TIME ZONE 'UTC' - interval '15 minutes'`,
    )
    await daemon.trigger('poll')
    expect(beats).toBe(before)
  })

  it('does no harm when nobody answers, and its address stands in no log', async () => {
    await new Promise((resolve) => server.close(resolve))
    const daemon = await stack.start({ env: { HEARTBEAT_URL: url } })
    await daemon.trigger('poll')
    const lines = stack.log.map((line) => JSON.stringify(line))
    expect(lines.some((line) => line.includes('heartbeat failed'))).toBe(true)
    expect(lines.some((line) => line.includes('ping/secret'))).toBe(false)
  })
})
