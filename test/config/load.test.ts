import { describe, expect, test } from 'vitest'
import { schema } from '../../src/config/config-schema.ts'
import { loadConfig } from '../../src/config/load.ts'
import { optionsOf } from '../../src/config/option.ts'
import { DAY_MS } from '../../src/domain/units.ts'
import { defaultRules } from '../../src/rules/default-rules.ts'
import { configOf, databaseUrl, load, problemsOf } from './support.ts'

describe('the order of the layers', () => {
  test('the defaults stand where nothing else is said', () => {
    const config = configOf(load(''))
    expect(config.instance).toBe('litellm')
    expect(config.source.overlap).toBeNull()
    expect(config.sweep.ages).toEqual([1_800_000, 7_200_000, 28_800_000, DAY_MS])
    expect(config.rules.map((rule) => rule.name)).toEqual(defaultRules.map((rule) => rule.name))
  })

  test("the operator's file goes before the defaults, and touches only what it names", () => {
    const config = configOf(load('instance: prod\nsource:\n  overlap: 1h30m\n  poolSize: 3\n'))
    expect(config.instance).toBe('prod')
    expect(config.source).toMatchObject({ overlap: 5_400_000, poolSize: 3, pageSize: 1000 })
  })

  test('the environment goes before the file', () => {
    const env = { DATABASE_URL: databaseUrl, LOOKOUT_INSTANCE: 'staging', TZ: 'Europe/Berlin' }
    const config = configOf(load('instance: prod\ntimezone: Asia/Tokyo\n', env))
    expect(config).toMatchObject({ instance: 'staging', timezone: 'Europe/Berlin' })
  })

  test('an empty variable is one that is not set', () => {
    const env = { DATABASE_URL: databaseUrl, LOOKOUT_INSTANCE: '', SLACK_WEBHOOK_URL_FILE: '' }
    expect(configOf(load('instance: prod\n', env)).instance).toBe('prod')
  })

  test('--config goes before LOOKOUT_CONFIG', () => {
    const env = { DATABASE_URL: databaseUrl, LOOKOUT_CONFIG: 'other.yaml' }
    const files = { 'other.yaml': 'instance: other\n' }
    expect(configOf(load('instance: mine\n', env, files)).instance).toBe('mine')
    const readFile = (path: string): string => (path === 'other.yaml' ? 'instance: other\n' : '')
    expect(configOf(loadConfig({ env, readFile })).instance).toBe('other')
  })

  test('a section whose options are all commented out is as good as none', () => {
    expect(configOf(load('slack:\n  # webhookUrl: …\n')).slack.webhookUrl).toBe('')
  })

  test('no option is read from the arguments of the process', () => {
    const before = process.argv
    process.argv = [...before, '--instance', 'argued', '--timezone', 'Nowhere']
    try {
      expect(configOf(load('')).instance).toBe('litellm')
    } finally {
      process.argv = before
    }
  })
})

describe('the values', () => {
  test('recipients in the environment are separated by commas', () => {
    const env = {
      DATABASE_URL: databaseUrl,
      SMTP_URL: 'smtp://mail:25',
      EMAIL_FROM: 'Lookout <lookout@example.com>',
      EMAIL_TO: 'a@example.com, b@example.com,',
    }
    expect(configOf(load('', env)).email.to).toEqual(['a@example.com', 'b@example.com'])
  })

  test('numbers and flags may also be written as text', () => {
    const config = configOf(load("source: {poolSize: '4'}\nllm: {enabled: 'false'}\n"))
    expect(config.source.poolSize).toBe(4)
    expect(config.llm.enabled).toBe(false)
  })

  test('the temperature may be left to the model', () => {
    expect(configOf(load('llm: {temperature: none}\n')).llm.temperature).toBeNull()
    expect(configOf(load('llm: {temperature: 0}\n')).llm.temperature).toBe(0)
  })

  test('the ages of sweeps are put in order, each once', () => {
    const config = configOf(load('sweep: {ages: [2h, 30m, 120m]}\n'))
    expect(config.sweep.ages).toEqual([1_800_000, 7_200_000])
  })

  test("LiteLLM's own DATABASE_URL is taken as it is", () => {
    const url = 'postgresql://u:p@db:5432/litellm?schema=public&connection_limit=10&pool_timeout=60'
    expect(configOf(load('', { DATABASE_URL: url })).source.url).toBe(url)
  })

  test('a schedule may count seconds in a sixth field', () => {
    const config = configOf(load("poll: {schedule: '*/10 * * * * *'}\n"))
    expect(config.poll.schedule).toBe('*/10 * * * * *')
  })

  test('nothing in the configuration can be changed, however deep', () => {
    const config = configOf(load('grouping: {rules: [{message: quota, title: Quota}]}\n'))
    const thaw = (value: unknown, path: string): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : [
            ...(Object.isFrozen(value) ? [] : [path]),
            ...Object.entries(value).flatMap(([name, part]) => thaw(part, `${path}.${name}`)),
          ]
    expect(thaw(config, 'config')).toEqual([])
    expect(config.grouping.rules).toHaveLength(1)
  })
})

test('every option is described in a sentence, and its default is one that it accepts', () => {
  for (const [path, option] of optionsOf(schema)) {
    expect(option.doc, path).toMatch(/\.$/)
    expect(() => option.read(option.default), path).not.toThrow()
  }
})

describe('warnings', () => {
  const warningsOf = (env: Record<string, string>): readonly string[] => {
    const loaded = load('', { DATABASE_URL: databaseUrl, ...env })
    return loaded.ok ? loaded.warnings : ['refused']
  }

  test('warn of missing AI summaries and notifications', () => {
    expect(warningsOf({})).toEqual([
      expect.stringContaining('LLM_URL'),
      expect.stringContaining('no notifications will be sent'),
    ])
  })

  test('name a LOOKOUT_ variable that nothing reads', () => {
    expect(warningsOf({ LOOKOUT_INSTANC: 'x' }).join()).toContain('LOOKOUT_INSTANC: nothing reads')
  })

  test('are none where there is a model and a channel', () => {
    const env = {
      LLM_URL: 'http://llm/v1/chat/completions',
      LLM_MODEL: 'm',
      SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T/B/x',
    }
    expect(warningsOf(env)).toEqual([])
  })
})

describe('names of earlier versions', () => {
  test('are understood, with a word about the new one', () => {
    const loaded = load(
      'blindness: { unreachableAfter: 5 }\ntelling: { perHour: 7 }\ngrouping: { keepApart: ["3f2a90c1d4e5b678"] }\n',
    )
    const config = configOf(loaded)
    expect(config.noData.unreachableAfter).toBe(5)
    expect(config.notifications.perHour).toBe(7)
    expect(config.grouping.pinned).toEqual(['3f2a90c1d4e5b678'])
    expect(loaded.ok && loaded.warnings.slice(0, 3)).toEqual([
      'blindness is now called noData (lookout.yaml:1)',
      'telling is now called notifications (lookout.yaml:2)',
      'grouping.keepApart is now called grouping.pinned (lookout.yaml:3)',
    ])
  })

  test('are refused beside the new one, and a wrong value under them is found', () => {
    expect(problemsOf(load('telling: { perHour: 7 }\nnotifications: { perHour: 8 }\n'))).toEqual([
      'telling: the old name of notifications, which is given too (lookout.yaml:1)',
    ])
    expect(problemsOf(load('blindness: { unreachableAfter: no }\n'))[0]).toContain(
      'noData.unreachableAfter',
    )
    expect(problemsOf(load('blindness: { unreachableAfter: no }\n'))[0]).toContain(
      '(lookout.yaml:1)',
    )
  })
})
