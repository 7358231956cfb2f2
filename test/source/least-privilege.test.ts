import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { sourceFindings } from '../../src/cli/check/check-source.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import {
  errorLog,
  insertErrorLogs,
  insertKey,
  insertSpendLogs,
  insertTeam,
  spendFailure,
} from '../support/litellm-rows.ts'
import { SHAPES } from '../support/litellm-shapes.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { forever, NOON, parsed, reading, slice } from './with-source.ts'

const file = join(import.meta.dirname, '..', '..', 'deploy', 'sql', 'read-only-role.sql')

/** The role that the file makes, in a database with a failure in each table. */
const asLookout = async (
  db: TestDatabase,
  work: (url: string, client: pg.Client) => Promise<void>,
): Promise<void> => {
  const role = `lookout_${db.name}`
  const sql = readFileSync(file, 'utf8').replace("'lookout'", `'${role}'`)
  // Twice: after an upgrade it is run again.
  await db.sql(sql)
  await db.sql(sql)
  const url = Object.assign(new URL(db.url), { username: role, password: 'CHANGE-ME' }).href
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await work(url, client)
  } finally {
    await client.end()
    await db.sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    await db.drop()
  }
}

describe.each(SHAPES)('the role of deploy/sql on tables of %s', (shape) => {
  it('is all that Lookout needs, and may neither read prompts nor write', async () => {
    const db = await createDatabase(shape)
    await insertTeam(db, 'team-1', 'Search')
    await insertKey(db, 'sk-test', 'alias')
    await insertSpendLogs(db, spendFailure(NOON))
    await insertErrorLogs(db, errorLog(NOON + MINUTE_MS))
    await asLookout(db, async (url, client) => {
      await reading(
        db,
        async (source) => {
          expect(await source.tables(forever)).toEqual(['SpendLogs', 'ErrorLogs'])
          const events = await source.read(slice(), forever)
          expect(events).toHaveLength(1)
          const keys = await source.keys(slice(), forever)
          expect(await source.readKeys(keys, forever)).toEqual(events)
          expect(await source.read(slice({ table: 'ErrorLogs' }), forever)).toHaveLength(1)
          const [full] = await source.fullRows(keys, forever)
          expect(parsed(full)).toHaveProperty('metadata')
          expect(parsed(full)).not.toHaveProperty('messages')
          const facts = await source.describe(forever)
          expect(facts.role).toMatchObject({ superuser: false, canWrite: false })
          const warnings = sourceFindings(facts).filter(({ about }) => about === 'privileges')
          expect(warnings).toEqual([])
        },
        { url },
      )
      const refused = (sql: string) =>
        expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' })
      for (const column of ['messages', 'response']) {
        await refused(`SELECT ${column} FROM "LiteLLM_SpendLogs"`)
      }
      await refused('SELECT * FROM "LiteLLM_SpendLogs"')
      await refused('SELECT request_kwargs FROM "LiteLLM_ErrorLogs"')
      // Whatever the session says of itself, the rights are what hold.
      await client.query('SET default_transaction_read_only = off')
      await refused(`UPDATE "LiteLLM_SpendLogs" SET model = 'x'`)
      await refused('DELETE FROM "LiteLLM_SpendLogs"')
      await refused('TRUNCATE "LiteLLM_ErrorLogs"')
    })
  })
})
