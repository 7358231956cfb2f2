import { describe, expect, test } from 'vitest'
import { schema } from '../../src/config/config-schema.ts'
import { maskedConfig, maskUrl, maskWebhook } from '../../src/config/mask.ts'
import { optionsOf } from '../../src/config/option.ts'
import { configOf, databaseUrl, load, problemsOf } from './support.ts'

describe('NAME_FILE', () => {
  test('holds the value, its last line ends cut off', () => {
    const files = { '/run/secrets/db': `${databaseUrl}\r\n\n` }
    const config = configOf(load('', { DATABASE_URL_FILE: '/run/secrets/db' }, files))
    expect(config.source.url).toBe(databaseUrl)
  })

  test('works for every variable that an option names', () => {
    const values: Record<string, string> = {
      DATABASE_URL: databaseUrl,
      EMAIL_FROM: 'a@b.c',
      EMAIL_TO: 'a@b.c',
      LLM_API_KEY: 'sk-1',
      HEARTBEAT_URL: 'https://beat.example.com/x',
      LLM_MODEL: 'm',
      LLM_URL: 'http://llm/api/chat',
      LOG_LEVEL: 'debug',
      LOOKOUT_INSTANCE: 'prod',
      LOOKOUT_LOCALE: 'zh-CN',
      OUTPUT_DIR: '/out',
      SLACK_WEBHOOK_URL: 'https://hooks.slack.com/x',
      SMTP_URL: 'smtp://mail',
      STATE_URL: 'sqlite:/state/l.db',
      TZ: 'Europe/Berlin',
      WEB_HOST: '0.0.0.0',
      WEB_PUBLIC_URL: 'https://lookout.example.com',
      WEB_TOKEN: 'token',
    }
    const known = optionsOf(schema).flatMap(([, { env }]) => env ?? [])
    expect([...known].sort()).toEqual(Object.keys(values).sort())
    const env = Object.fromEntries(known.map((name) => [`${name}_FILE`, `/s/${name}`]))
    const files = Object.fromEntries(known.map((name) => [`/s/${name}`, values[name] ?? '']))
    expect(configOf(load('', env, files))).toEqual(configOf(load('', values)))
  })

  test('beside NAME is a contradiction, told once', () => {
    const env = { DATABASE_URL: databaseUrl, DATABASE_URL_FILE: '/s/db' }
    expect(problemsOf(load('', env, { '/s/db': databaseUrl }))).toEqual([
      'DATABASE_URL and DATABASE_URL_FILE are both set: unset one of them (environment)',
    ])
  })

  test('that cannot be read is told with its path', () => {
    expect(problemsOf(load('', { DATABASE_URL_FILE: '/s/nope' }))).toEqual([
      'DATABASE_URL_FILE: cannot read /s/nope: no such file; name a file that this user may read (environment)',
    ])
  })

  test('that is empty counts as not set, and says so', () => {
    const env = { DATABASE_URL: databaseUrl, SLACK_WEBHOOK_URL_FILE: '/s/empty' }
    const loaded = load('', env, { '/s/empty': '\n' })
    expect(configOf(loaded).slack.webhookUrl).toBe('')
    expect(loaded.ok && loaded.warnings).toContain(
      'SLACK_WEBHOOK_URL_FILE: /s/empty is empty, so SLACK_WEBHOOK_URL is not set',
    )
  })

  test('that is empty is named where its value is needed', () => {
    expect(problemsOf(load('', { DATABASE_URL_FILE: '/s/empty' }, { '/s/empty': '' }))).toEqual([
      expect.stringMatching(
        /^source\.url: missing: .*\(DATABASE_URL_FILE, \/s\/empty, is empty\)$/,
      ),
    ])
  })

  test('is where a wrong value is said to come from', () => {
    const env = { DATABASE_URL: databaseUrl, LOG_LEVEL_FILE: '/s/level' }
    expect(problemsOf(load('', env, { '/s/level': 'loud\n' }))).toEqual([
      expect.stringMatching(/got "loud" \(LOG_LEVEL_FILE, \/s\/level\)$/),
    ])
  })
})

const secrets = {
  DATABASE_URL: 'postgresql://u:hush1@db:5432/l?schema=public&sslpassword=hush2',
  LLM_URL: 'https://me:hush3@llm/v1/chat/completions?api_key=hush4',
  LLM_MODEL: 'm',
  LLM_API_KEY: 'hush5',
  SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T1/B2/hush6',
  SMTP_URL: 'smtp://me:hush7@mail:587',
  EMAIL_FROM: 'a@b.c',
  EMAIL_TO: 'a@b.c',
  WEB_TOKEN: 'hush8',
}

describe('the masked configuration', () => {
  const masked = maskedConfig(configOf(load('web: {metricsToken: hush9}', secrets)))

  test('shows no secret', () => {
    expect(JSON.stringify(masked)).not.toContain('hush')
  })

  test('still shows which servers are meant', () => {
    expect(masked).toMatchObject({
      'source.url': 'postgresql://u:***@db:5432/l?schema=public&sslpassword=***',
      'llm.url': 'https://me:***@llm/v1/chat/completions?api_key=***',
      'slack.webhookUrl': 'https://hooks.slack.com/***',
      'email.url': 'smtp://me:***@mail:587',
      'llm.apiKey': '***',
      'web.token': '***',
    })
  })

  test('tells a secret that is set from one that is not', () => {
    const bare = maskedConfig(configOf(load('')))
    expect(bare).toMatchObject({ 'llm.apiKey': '', 'slack.webhookUrl': '', 'web.token': '' })
  })

  test('writes durations and sizes with their units', () => {
    expect(masked).toMatchObject({
      'source.overlap': 'auto',
      'source.overlapMin': '15m',
      'sweep.ages': ['30m', '2h', '8h', '1d'],
      'source.maxMessageLength': '20kB',
    })
  })
})

test('what is no URL is masked whole', () => {
  expect(maskUrl('hush')).toBe('***')
  expect(maskWebhook('hush')).toBe('***')
})

test('a wrong secret is never quoted in the line that refuses it', () => {
  const env = {
    ...secrets,
    DATABASE_URL: 'mysql://u:hush1@db',
    SLACK_WEBHOOK_URL: 'hush6',
    WEB_TOKEN: 'hush8\nhush8',
  }
  const problems = problemsOf(load('', env))
  expect(problems).toHaveLength(3)
  expect(problems.join('\n')).not.toContain('hush')
  expect(problems.join('\n')).toContain('its value is not shown (DATABASE_URL)')
})
