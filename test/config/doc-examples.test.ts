import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configOf, databaseUrl, load } from './support.ts'

const examplesOf = (name: string): readonly (readonly [string, string])[] => {
  const page = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
  return [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => [name, yaml])
}
const examples = ['notifications.md', 'configuration.md'].flatMap(examplesOf)

test('the pages have examples', () => {
  expect(examples.length).toBeGreaterThan(4)
})

test.each(examples)('an example of docs/%s is taken as it stands: %s', (_, yaml) => {
  const env = {
    DATABASE_URL: databaseUrl,
    SMTP_URL: 'smtp://mail:25',
    EMAIL_FROM: 'lookout@example.com',
    EMAIL_TO: 'ops@example.com',
  }
  expect(configOf(load(yaml, env)).instance).toMatch(/^(litellm|prod)$/)
})
