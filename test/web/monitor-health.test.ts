import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { english } from '../../src/i18n/locales.ts'
import { troublesOf } from '../../src/web/monitor-health.ts'
import { stateText } from '../../src/web/pages/now.ts'
import type { MonitorView } from '../../src/web/read-model.ts'
import type { View } from '../../src/web/view.ts'
import { NOW, withPage } from './with-page.ts'

const view: View = {
  locale: english,
  messages: english.page,
  base: '',
  instance: 'prod',
  timezone: 'UTC',
  now: NOW,
  formToken: '',
  signedIn: false,
}
const calm: MonitorView = {
  watchingSince: NOW - 9 * MINUTE_MS,
  lastPoll: { at: NOW - 5_000, ok: true, reason: '' },
  lastGoodPollAt: NOW - 5_000,
  marks: new Map(),
  groups: 0,
  retries: 0,
  openAlerts: [],
  outbox: [{ channel: 'slack', pending: 1, oldestAgeMs: 20_000, dead: 0 }],
  lastReport: null,
  lastDigests: [],
  lateness: [],
}
const said = (over: Partial<MonitorView>) => {
  const monitor = { ...calm, ...over }
  return [stateText(view, monitor), ...troublesOf(view, monitor)]
}

describe('calm is said only where Lookout sees', () => {
  it('sees, and nothing fires', () => {
    expect(said({})).toEqual(['No alerts firing'])
  })
  it('does not see when the last poll failed, and says why', () => {
    const lastPoll = { at: NOW, ok: false, reason: 'ECONNREFUSED' }
    expect(said({ lastPoll, lastGoodPollAt: NOW - 4 * MINUTE_MS })).toEqual([
      "Monitoring is down: can't read LiteLLM's logs",
      'Last successful poll: 4 min ago. ECONNREFUSED',
    ])
    // One that failed may be a blip: it is shown, and no more.
    expect(said({ lastPoll, lastGoodPollAt: NOW - 2 * MINUTE_MS })).toEqual([
      'No alerts firing',
      'Last successful poll: 2 min ago. ECONNREFUSED',
    ])
  })
  it('does not see when the last good poll is long ago, or when there was none', () => {
    expect(said({ lastGoodPollAt: NOW - 11 * MINUTE_MS })[0]).toBe(
      "Monitoring is down: can't read LiteLLM's logs",
    )
    expect(said({ lastPoll: null, lastGoodPollAt: null })).toEqual([
      "Monitoring is down: can't read LiteLLM's logs",
      'Waiting for the first poll',
    ])
  })
  it('says when messages do not go out', () => {
    const outbox = [{ channel: 'slack', pending: 3, oldestAgeMs: 16 * MINUTE_MS, dead: 0 }]
    expect(said({ outbox })).toEqual([
      'No alerts firing',
      '3 messages waiting for slack, the oldest for 16 min',
    ])
  })
})

describe('the first page', () => {
  const { page, ask } = withPage('', 1)
  it('says in the tab what fires, and beside it that there is no data', async () => {
    await page().store.recordPoll({ at: NOW, ok: false, reason: 'ECONNREFUSED <db>' })
    const text = await (await ask('/')).text()
    expect(text).toContain('<title>1 alert firing · prod · Lookout</title>')
    expect(text).toMatch(/role="status">Last successful poll: .*ECONNREFUSED &lt;db&gt;/)
  })
})
