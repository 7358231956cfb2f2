import { describe, expect, it } from 'vitest'
import { digestsOf } from '../../src/app/open/open-digests.ts'
import type { Channel } from '../../src/domain/channel.ts'
import { configOf, databaseUrl, load, problemsOf } from './support.ts'

const env = {
  DATABASE_URL: databaseUrl,
  SLACK_WEBHOOK_URL: 'https://hooks.slack.example/a',
  SMTP_URL: 'smtp://mail.example.com',
  EMAIL_FROM: 'l@example.com',
  EMAIL_TO: 'ops@example.com',
}

// JSON is YAML too.
const loaded = (digests: readonly unknown[]) => load(JSON.stringify({ digests }), env)
const configWith = (digests: readonly unknown[]) => configOf(loaded(digests))

const channel = (name: string, reserved = false): Channel => ({
  name,
  kind: 'email',
  reserved,
  send: async () => ({}),
  verify: async () => 'fine',
})

const weekly = { name: 'weekly', schedule: '0 8 * * 1', period: 'week' }
const payments = {
  name: 'payments',
  schedule: '0 9 * * *',
  teams: ['payments'],
  to: ['payments@example.com'],
}

describe('digests of the configuration', () => {
  it('go to all channels, to those they name, or to recipients of their own', () => {
    const config = configWith([weekly, payments, { ...weekly, name: 'ops', channels: ['email'] }])
    const channels = [channel('slack'), channel('email'), channel('digest.payments', true)]
    expect(
      digestsOf(config, channels).map(({ name, channels: notified }) => [name, notified]),
    ).toEqual([
      ['daily', ['slack', 'email']],
      ['weekly', ['slack', 'email']],
      ['payments', ['digest.payments']],
      ['ops', ['email']],
    ])
  })

  it('are about what their patterns say', () => {
    const [, listed] = digestsOf(configWith([payments]), [])
    expect(listed?.only).toEqual({ teams: ['payments'], keys: [], models: [] })
    expect(digestsOf(configWith([weekly]), [])[1]).not.toHaveProperty('only')
  })

  it.each([
    [[{ ...weekly, schedule: 'on Mondays' }], 'cron'],
    [[{ ...weekly, period: 'month' }], 'day'],
    [[weekly, weekly], 'names another digest already'],
    [[{ ...weekly, name: 'daily' }], 'is the name of the digest above'],
    [[{ ...weekly, channels: ['pager'] }], 'there is no channel'],
    [[{ ...weekly, team: 'x' }], 'unknown key'],
    [[{ ...payments, to: ['nobody'] }], 'e-mail address'],
  ])('are refused where they make no sense (%#)', (digests, says) => {
    expect(JSON.stringify(problemsOf(loaded(digests)))).toContain(says)
  })
})
