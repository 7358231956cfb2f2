import { describe, expect, test } from 'vitest'
import {
  runStatus,
  type StatusStore,
  type StatusView,
} from '../../../src/cli/status/status-command.ts'
import type { AlertRecord } from '../../../src/domain/alert.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts'
import { captureIo } from '../support.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

const alert: AlertRecord = {
  id: 'a1',
  rule: 'provider-failures',
  severity: 'critical',
  labels: { key: '5f2c', model: 'gpt-4o' },
  shown: { key: 'billing' },
  state: 'firing',
  startedAt: now - 30 * MINUTE_MS,
  firedAt: now - 30 * MINUTE_MS,
  resolvedAt: null,
  activeAt: now,
  notifiedAt: now - 30 * MINUTE_MS,
  observed: 14,
  threshold: 10,
  expected: null,
  finding: { kind: 'threshold', count: 14, windowMs: 300_000, threshold: 10 },
  windowMs: 5 * MINUTE_MS,
  peak: 14,
  memo: '',
}

const view: StatusView = {
  marks: new Map([['SpendLogs', { startTime: now - 2 * MINUTE_MS, requestId: 'r1' }]]),
  watchingSince: now - 3 * DAY_MS,
  lastPoll: { at: now - MINUTE_MS, ok: false, reason: 'connection\nrefused' },
  lastGoodPollAt: now - 5 * MINUTE_MS,
  events: 1204,
  groups: 15,
  retries: 0,
  openAlerts: [alert],
  keptBack: [{ alert: 'a1', why: 'silenced by anna: moving' }],
  outbox: [{ channel: 'slack', pending: 2, oldestAgeMs: 10 * MINUTE_MS, dead: 1 }],
  lastReport: { folder: '2026-03-01', stamp: '110000', count: 7, finishedAt: null },
  lastDigests: [{ digest: 'daily', day: '2026-02-28', madeAt: now - 4 * HOUR_MS }],
}

const storeOf = (status: StatusView, holder: Awaited<ReturnType<StatusStore['heldBy']>> = null) => {
  const copies: string[] = []
  return {
    copies,
    status: async () => status,
    heldBy: async () => holder,
    backup: async (file: string) => {
      copies.push(file)
    },
  }
}

const options = { json: false, timezone: 'Europe/Berlin' }

describe('status', () => {
  test('tells each thing in a line, in the configured zone', async () => {
    const io = captureIo()
    const store = storeOf(view, { pid: 7, host: 'box', since: now - HOUR_MS })
    expect(await runStatus(store, options, io)).toBe(0)
    expect(io.out()).toBe(`daemon                process 7 on box since 2026-03-01 12:00
monitoring since      2026-02-26 13:00 (3 d ago)
last successful poll  2026-03-01 12:55 (5 min ago)
last poll             failed 2026-03-01 12:59 (1 min ago): connection refused
SpendLogs read up to  2026-03-01 12:58 (2 min ago)
failures              1204
groups                15
open alerts           1
                      firing provider-failures key=billing model=gpt-4o since 2026-03-01 12:30, 14 of 10, silenced by anna: moving
slack queue           2 waiting, the oldest for 10 min, 1 undeliverable
last report           2026-03-01/110000, 7 failures, not finished
digest daily          2026-02-28, created 2026-03-01 09:00 (4 h ago)
`)
  })

  test('of a fresh state says never and none', async () => {
    const io = captureIo()
    const fresh: StatusView = {
      marks: new Map(),
      watchingSince: null,
      lastPoll: null,
      lastGoodPollAt: null,
      events: 0,
      groups: 0,
      retries: 0,
      openAlerts: [],
      keptBack: [],
      outbox: [],
      lastReport: null,
      lastDigests: [],
    }
    await runStatus(storeOf(fresh), options, io)
    expect(io.out()).toContain('daemon                not running\n')
    expect(io.out()).toContain('last successful poll  never\n')
    expect(io.out()).toContain('last report           none\n')
  })

  test('as JSON keeps marks by table', async () => {
    const io = captureIo()
    await runStatus(storeOf(view), { ...options, json: true }, io)
    expect(JSON.parse(io.out())).toMatchObject({
      daemon: null,
      events: 1204,
      marks: { SpendLogs: { startTime: now - 2 * MINUTE_MS } },
    })
  })

  test('copies the state when asked to', async () => {
    const io = captureIo()
    const store = storeOf(view)
    await runStatus(store, { ...options, backup: '/b/state.db' }, io)
    expect(store.copies).toEqual(['/b/state.db'])
    expect(io.err()).toContain('/b/state.db')
  })
})
