import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { expect, test } from 'vitest'
import { commandList } from '../src/cli/command-list.ts'
import { forever, NOON, reading, slice } from './source/with-source.ts'
import { insertKey, insertSpendLogs, spendFailure } from './support/litellm-rows.ts'
import { createDatabase } from './support/postgres.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

const roleStatements = (): string => {
  const found = /<!-- role:begin -->\n```sql\n([^`]+)```/.exec(readme)?.[1]
  if (found === undefined) throw new Error('the README has no statements for the role')
  return found
}

test.each(['2025-06', '2026-03', '2026-09', '2026-11', '2026-partitioned'] as const)(
  'the statements for a read-only role let failures be read from the tables of %s, and no prompts',
  async (shape) => {
    const db = await createDatabase(shape)
    // Roles belong to the whole server, which other tests use as well.
    const role = `readme_${db.name}`
    try {
      await db.sql(roleStatements().replaceAll('lookout', role))
      await insertSpendLogs(db, spendFailure(NOON, { metadata: { status: 'failure' } }))
      await insertKey(db, 'sk-test', 'alias')
      const url = Object.assign(new URL(db.url), { username: role, password: 'choose-one' }).href
      await reading(
        db,
        async (source) => {
          expect(await source.read(slice(), forever)).toMatchObject([{ keyName: 'alias' }])
          const facts = await source.describe(forever)
          expect(facts.role).toMatchObject({ superuser: false, canWrite: false })
          expect(facts.tokensReadable).toBe(true)
          const [spendLogs] = facts.tables
          expect(spendLogs?.unreadable).toEqual(expect.arrayContaining(['messages', 'response']))
        },
        { url },
      )
    } finally {
      await db.sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
      await db.drop()
    }
  },
)

test('its table of commands has every command', () => {
  const commands = commandList(() => Promise.reject(new Error('not asked for')))
  const section = readme.slice(readme.indexOf('## Commands'), readme.indexOf('### One-off'))
  const listed = [...section.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name)
  const program = new Command()
  for (const define of commands) define(program, () => async () => {})
  const names = program.commands.map((command) => command.name())
  expect(listed.toSorted()).toEqual(names.toSorted())
})

test('its links lead to files that are there', () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? '')
  expect(targets.length).toBeGreaterThan(5)
  expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([])
})
