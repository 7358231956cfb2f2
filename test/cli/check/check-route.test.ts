import { describe, expect, test } from 'vitest'
import { runCheckRoute } from '../../../src/cli/check/check-route.ts'
import { UsageError } from '../../../src/cli/io.ts'
import { makeConfig } from '../../routing/make.ts'
import { captureIo } from '../support.ts'

const { route, muteTimes } = makeConfig({
  route: { channels: ['slack', 'email'] },
  routes: [
    { match: { severity: 'critical' }, channels: ['pager'], groupWait: '0s', continue: true },
    { match: { team: 'x' }, channels: ['team-x'], groupBy: ['model'], groupInterval: '5m' },
    { match: { rule: 'noise' }, channels: [] },
  ],
  muteTimes: [{ name: 'lunch', times: [{ from: '12:00', to: '13:00' }] }],
})

const run = (labels: string, json = false) => {
  const io = captureIo()
  const code = runCheckRoute(labels, { route, muteTimes, timezone: 'UTC', json }, io)
  expect(code).toBe(0)
  return io.out()
}

describe('check --route', () => {
  test('prints where an alert would go', () => {
    expect(run('team=x,severity=critical')).toBe(
      'routes[0] → pager  (all together, wait 0s, 1m between messages)\n' +
        'routes[1] → team-x  (grouped by model, wait 20s, 5m between messages)\n',
    )
    expect(run('team=y')).toBe(
      'default → slack, email  (all together, wait 20s, 1m between messages)\n',
    )
    expect(run('alertname=noise')).toContain('routes[2] → nobody')
  })

  test('says that it would wait now', () => {
    expect(run('team=y,severity=warning')).toContain('waits now for the end of: lunch\n')
  })

  test('answers as JSON', () => {
    expect(JSON.parse(run('team=x,severity=warning', true))).toMatchObject({
      labels: { team: 'x', severity: 'warning' },
      targets: [{ route: 'routes[1]', channels: ['team-x'] }],
      muted: 'lunch',
    })
  })

  test.each(['team', 'team=~x', 'a b'])('%s is wrong usage', (labels) => {
    expect(() => run(labels)).toThrow(UsageError)
  })
})
