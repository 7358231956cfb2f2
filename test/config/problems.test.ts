import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { configOf, databaseUrl, load, problemsOf } from './support.ts'

const url = { DATABASE_URL: databaseUrl }

describe('one clear line', () => {
  test.each([
    [
      'an unknown key',
      'instnce: x',
      'instnce: unknown key, did you mean instance? (lookout.yaml:1)',
    ],
    [
      'an unknown key in a section',
      'digest:\n  shedule: "0 8 * * *"',
      'digest.shedule: unknown key, did you mean digest.schedule? (lookout.yaml:2)',
    ],
    [
      'a key in no section',
      'webhookUrl: https://x',
      'webhookUrl: unknown key, did you mean slack.webhookUrl? (lookout.yaml:1)',
    ],
    [
      'a key like nothing known',
      'log: {zzz: 1}',
      'log.zzz: unknown key; known here: level (lookout.yaml:1)',
    ],
    [
      'a value in place of a section',
      'poll: often',
      'poll: expected a section with schedule (lookout.yaml:1)',
    ],
    [
      'a section in place of a value',
      'instance: {name: x}',
      'instance: expected a value, got a section (lookout.yaml:1)',
    ],
    [
      'a wrong number',
      '\n\nsource: {pageSize: 0}',
      'source.pageSize: expected a whole number from 10 to 10000, got 0 (lookout.yaml:3)',
    ],
    [
      "a number with something behind it, which convict's own coercion would cut off",
      "source: {pageSize: '100 rows'}",
      'source.pageSize: expected a whole number from 10 to 10000, got "100 rows" (lookout.yaml:1)',
    ],
    [
      "YAML's no, which is text and would count as true",
      'digest: {enabled: no}',
      'digest.enabled: expected true or false, got "no" (lookout.yaml:1)',
    ],
    [
      'a language that Lookout does not speak',
      'locale: de',
      'locale: expected en or zh-CN, got "de" (lookout.yaml:1)',
    ],
    [
      'a number in place of text',
      'instance: 7',
      'instance: expected a name of 1 to 64 characters, got 7 (lookout.yaml:1)',
    ],
    [
      'a duration without a unit',
      'llm: {timeout: 300}',
      'llm.timeout: expected a duration from 1s to 1h, written like 500ms, 15m or 1h30m, got 300 (lookout.yaml:1)',
    ],
    [
      'a size without a unit',
      'source: {maxMessageLength: 64}',
      'source.maxMessageLength: expected a size from 1kB to 10MB, written like 64kB or 1MiB, got 64 (lookout.yaml:1)',
    ],
    [
      'a level that does not exist',
      'log: {level: loud}',
      'log.level: expected one of debug, info, warn, error, got "loud" (lookout.yaml:1)',
    ],
    [
      'a rule without its count',
      'rules:\n  - {name: x, type: threshold, window: 5m}',
      'rules[0].count: expected number, but it is missing (lookout.yaml:2)',
    ],
    [
      'an unknown key of a rule, at its own line',
      'rules:\n  - name: x\n    type: threshold\n    count: 3\n    window: 5m\n    windw: 5m',
      'rules[0].windw: unknown key (lookout.yaml:6)',
    ],
    [
      'a file that holds no options',
      '- a\n- b',
      'expected options, such as "instance: prod" (lookout.yaml:1)',
    ],
    ['an alias of nothing', 'instance: *prod', /^not valid YAML: .*prod/],
    ['broken YAML', 'instance: "prod\nlog:', /^not valid YAML: .* \(lookout\.yaml:\d\)$/],
    ['a key given twice', 'instance: a\ninstance: b', /^not valid YAML: Map keys must be unique/],
  ])('tells of %s', (_, yaml, line) => {
    const problems = problemsOf(load(yaml, url))
    expect(problems).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)])
  })

  test('tells of a broken file alone: what seems to be missing may stand in it', () => {
    expect(problemsOf(load('source: [', {}))).toEqual([expect.stringMatching(/^not valid YAML: /)])
  })

  test.each(['0s', '-5m', '5 minutes', '', '5', 'm', '1d ago'])(
    'refuses the duration "%s"',
    (text) => {
      const problems = problemsOf(load(`source: {overlap: '${text}'}\n`, url))
      expect(problems).toEqual([expect.stringMatching(/^source\.overlap: expected a duration/)])
    },
  )

  test.each(['* * *', 'hourly', '61 * * * *', ''])('refuses the schedule "%s"', (text) => {
    const problems = problemsOf(load(`poll: {schedule: '${text}'}\n`, url))
    expect(problems).toEqual([expect.stringMatching(/^poll\.schedule: expected a cron schedule/)])
  })

  test('tells the variable when the value came from the environment', () => {
    expect(problemsOf(load('timezone: UTC', { ...url, TZ: 'Mars/Olympus' }))).toEqual([
      'timezone: expected a time zone by its IANA name, such as UTC or Europe/Berlin, got "Mars/Olympus" (TZ)',
    ])
  })

  test('tells of a configuration file that cannot be read', () => {
    const readFile = (): string => {
      throw Object.assign(new Error('x'), { code: 'EACCES' })
    }
    expect(problemsOf(loadConfig({ env: url, file: '/etc/l.yaml', readFile }))).toEqual([
      '--config: cannot read /etc/l.yaml: permission denied',
    ])
  })

  test('tells everything at once, file, environment and contradictions alike', () => {
    const problems = problemsOf(
      load('instnce: x\nlog: {level: loud}\nweb: {host: 0.0.0.0}', { ...url, TZ: 'Mars' }),
    )
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      'instnce',
      'timezone',
      'log.level',
      'web.host',
    ])
  })
})

describe('a missing database', () => {
  test('is told once, with the variable to set and the demo to try', () => {
    const [line, ...more] = problemsOf(load('', {}))
    expect(line).toMatch(/^source\.url: missing: set DATABASE_URL .*npm run demo/)
    expect(more).toEqual([])
  })

  test('is no problem for a command that never asks it', () => {
    expect(
      configOf(loadConfig({ env: {}, readFile: () => '', sourceNeeded: false })).source.url,
    ).toBe('')
  })
})

describe('contradictions', () => {
  test.each([
    [
      'recipients without a mail server',
      'email: {to: [a@b.c], from: x@y.z}',
      'email.to',
      'SMTP_URL',
    ],
    [
      'recipients without a sender',
      "email: {to: [a@b.c], url: 'smtp://m'}",
      'email.to',
      'EMAIL_FROM',
    ],
    ['a page open to others without a token', 'web: {host: 0.0.0.0}', 'web.host', 'WEB_TOKEN'],
    ['a model server without a model', "llm: {url: 'http://l/api/chat'}", 'llm.model', 'LLM_MODEL'],
    [
      'a channel that is not configured',
      'report: {notify: [slack]}',
      'report.notify',
      'configured: none',
    ],
    ['a channel that does not exist', 'digest: {channels: [pager]}', 'digest.channels', '"pager"'],
    [
      'failures forgotten before the last re-read',
      'retention: {events: 3d}\nsource: {firstLookback: 7d}',
      'retention.events',
      'firstLookback',
    ],
    [
      'groups forgotten before their failures',
      'retention: {groups: 20d}',
      'retention.groups',
      'retention.events',
    ],
  ])('refuses %s', (_, yaml, path, hint) => {
    const [line, ...more] = problemsOf(load(yaml, url))
    expect(line).toMatch(new RegExp(`^${path.replace('.', '\\.')}: `))
    expect(line).toContain(hint)
    expect(more).toEqual([])
  })

  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])(
    'loopback %s needs no token',
    (host) => {
      expect(configOf(load(`web: {host: '${host}'}`, url)).web.host).toBe(host)
    },
  )

  test('a value that is wrong by itself is not also called a contradiction', () => {
    const problems = problemsOf(load('email: {to: [a@b.c], from: x@y.z, url: mailserver}', url))
    expect(problems).toEqual([expect.stringMatching(/^email\.url: expected a URL/)])
  })
})
