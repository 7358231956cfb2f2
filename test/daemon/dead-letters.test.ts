import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runStatus } from '../../src/cli/status/status-command.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { openState } from '../../src/state/store.ts'
import { startWebServer } from '../channels/web-server.ts'
import { captureIo } from '../cli/support.ts'
import { quiet } from '../state/quiet.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

it('what a channel refused for good, and what waits for another, metrics and status tell', async () => {
  await using hook = await startWebServer((response) => {
    response.statusCode = 503
    response.end()
  })
  stack.slack.answer = (response) => {
    response.statusCode = 404
    response.end('no_service')
  }
  const yaml = `
rules: [{ name: failures, type: threshold, count: 5, window: 30m }]
channels: [{ name: hook, type: webhook, url: '${hook.url}', secret: quiet }]
`
  const daemon = await stack.start({ yaml })
  const metrics = async () => {
    const text = await (await fetch(new URL('/metrics', daemon.url))).text()
    const all = [...text.matchAll(/^lookout_(\w+)\{channel="(\w+)"\} (\S+)$/gm)]
    return new Map(all.map(([, name, channel, value]) => [`${name} ${channel}`, Number(value)]))
  }
  await daemon.trigger('poll')
  const before = await metrics()
  expect([before.get('dead_letters slack'), before.get('outbox_messages hook')]).toEqual([0, 0])
  await insertSpendLogs(
    stack.database,
    ...Array.from({ length: 6 }, () => spendFailure(Date.now())),
  )
  await daemon.trigger('poll')
  await daemon.trigger('deliver')
  stack.skew = 10 * MINUTE_MS
  const after = await metrics()
  expect(after.get('dead_letters slack')).toBe(1)
  expect(after.get('outbox_messages slack')).toBe(0)
  expect(after.get('outbox_oldest_age_seconds slack')).toBe(0)
  expect(after.get('dead_letters hook')).toBe(0)
  expect(after.get('outbox_messages hook')).toBeGreaterThanOrEqual(1)
  expect(after.get('outbox_oldest_age_seconds hook')).toBeGreaterThanOrEqual(600)

  const url = `sqlite:${join(stack.folder, 'state', 'lookout.db')}`
  const now = () => Date.now() + stack.skew
  const beside = await openState(url, { log: quiet, now })
  const io = captureIo({ now })
  expect(await runStatus(beside, { json: false, timezone: 'UTC' }, io)).toBe(0)
  await beside.close()
  expect(io.out()).toMatch(/hook queue +[12] waiting, the oldest for 10 min.*, 0 undeliverable/)
  expect(io.out()).toMatch(/slack queue +empty, 1 undeliverable/)
})
