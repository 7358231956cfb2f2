import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configOf, databaseUrl, load } from './support.ts'

const page = readFileSync(new URL('../../docs/notifying.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml)

test('the page has examples', () => {
  expect(examples.length).toBeGreaterThan(3)
})

test.each(examples)('an example of docs/notifying.md is taken as it stands: %s', (yaml) => {
  const env = {
    DATABASE_URL: databaseUrl,
    SMTP_URL: 'smtp://mail:25',
    EMAIL_FROM: 'lookout@example.com',
    EMAIL_TO: 'ops@example.com',
  }
  expect(configOf(load(yaml, env)).instance).toBe('litellm')
})
