import { describe, expect, test } from 'vitest'
import { maskedConfig } from '../../src/config/mask.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { configOf, databaseUrl, load, problemsOf } from './support.ts'

const env = { DATABASE_URL: databaseUrl, SLACK_WEBHOOK_URL: 'https://hooks.slack.example/a' }

const example = `
channels:
  - { name: payments, type: slack, webhookUrl: https://hooks.slack.example/secret }
  - { name: oncall, type: email, to: [ops@example.com], from: l@example.com, url: smtp://mail:25 }
  - { name: hook, type: webhook, url: https://example.com/in, secretFile: /run/secrets/hook }
  - { name: am, type: alertmanager, url: http://alertmanager:9093, perHour: 500 }
notifications: { channels: [slack], groupBy: [team], groupWait: 30s }
routes:
  - match: { team: payments }
    channels: [payments]
    routes:
      - { match: 'severity=critical', channels: [oncall, hook] }
muteTimes:
  - name: nights
    timezone: Europe/Berlin
    times: [{ from: '22:00', to: '07:00', days: [mon-fri] }, { days: [sat-sun] }]
inhibit:
  - { source: [rule=blind], target: ['rule!=blind'] }
`

describe('channels, routes and mute times', () => {
  test('are read as they are written', () => {
    const config = configOf(load(example, env))
    expect(config.channels.map(({ name, type }) => [name, type])).toEqual([
      ['payments', 'slack'],
      ['oncall', 'email'],
      ['hook', 'webhook'],
      ['am', 'alertmanager'],
    ])
    expect(config.routes[0]?.routes[0]?.channels).toEqual(['oncall', 'hook'])
    expect(config.muteTimes[0]).toMatchObject({ severities: ['warning', 'info'] })
    expect(config.notifications).toMatchObject({ groupWait: 30_000, groupInterval: MINUTE_MS })
  })

  test('show no secret', () => {
    const shown = JSON.stringify(maskedConfig(configOf(load(example, env))))
    expect(shown).not.toContain('hooks.slack.example/secret')
  })

  test.each([
    [
      'routes: [{ match: { team: a }, channels: [slak] }]',
      'routes[0].channels: there is no channel "slak"; configured: slack (lookout.yaml:1)',
    ],
    [
      'notifications: { channels: [pager] }',
      'notifications.channels: there is no channel "pager"; configured: slack (lookout.yaml:1)',
    ],
    [
      'channels: [{ name: a, type: email, to: [x@example.com] }]',
      'channels[0]: no mail server: set email.url (SMTP_URL), or url here (lookout.yaml:1)',
    ],
    ['channels: [{ name: a, type: pager }]', 'channels[0].type: expected one of slack, email'],
    ['channels: [{ name: slack, type: webhook, url: https://x }]', 'channels[0].name: this is the'],
    ['channels: [{ name: a, type: slack }]', 'channels[0].webhookUrl: expected webhookUrl, or'],
    [
      'channels: [{ name: a, type: alertmanager, url: https://x, urlFile: /f }]',
      'channels[0].urlFile: url is set as well',
    ],
    [
      'channels: [{ name: a, type: webhook, url: http://x }, { name: a, type: webhook, url: http://x }]',
      'channels[1].name: "a" names another channel already',
    ],
    ['routes: [{ match: team, channels: [slack] }]', 'routes[0].match: '],
    [
      'muteTimes: [{ name: n, times: [{ from: "9" }] }]',
      'muteTimes[0].times[0].from: "9" is no time',
    ],
    ['inhibit: [{ source: a=b }]', 'inhibit[0].target'],
  ])('%s is refused in a line of its own', (yaml, line) => {
    const problems = problemsOf(load(yaml, env))
    expect(problems.some((problem) => problem.startsWith(line))).toBe(true)
    expect(problems.join()).not.toContain('/a')
  })
})
