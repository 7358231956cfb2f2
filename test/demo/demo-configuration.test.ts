import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { configurationFor } from '../../src/demo/demo-configuration.ts'

const load = (content: string) =>
  loadConfig({ file: 'demo.yaml', env: {}, readFile: () => content, sourceNeeded: false })

test('the configuration of the demo is a valid one, even with odd characters in its paths', () => {
  const loaded = load(
    configurationFor({
      timezone: 'Europe/Berlin',
      databaseUrl: 'postgres://lookout:lookout@127.0.0.1:5432/litellm',
      stateFile: '/tmp/a "b": c/lookout.db',
      outputDir: "/tmp/it's here: # really",
      chatUrl: 'http://127.0.0.1:1/v1/chat/completions',
      slackUrl: 'http://127.0.0.1:2/services/T/B/x',
      smtpUrl: 'smtp://127.0.0.1:3',
    }),
  )
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  expect(loaded.warnings).toEqual([])
  expect(loaded.config.artifacts.dir).toBe("/tmp/it's here: # really")
  expect(loaded.config.state.url).toBe('sqlite:/tmp/a "b": c/lookout.db')
  expect(loaded.config.rules.map((rule) => rule.name)).toEqual([
    'provider-failures',
    'capacity-failures',
  ])
})

test('so is the one of the containers', () => {
  const path = fileURLToPath(new URL('../../deploy/demo/lookout.yaml', import.meta.url))
  const loaded = load(readFileSync(path, 'utf8'))
  expect(loaded).toMatchObject({ ok: true, warnings: [] })
})
