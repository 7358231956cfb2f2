import { expect, test } from 'vitest'
import { createSource } from '../../src/source/create-source.ts'
import {
  errorLog,
  insertErrorLogs,
  insertKey,
  insertSpendLogs,
  spendFailure,
} from '../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { wallClock } from '../support/wall-clock.ts'
import { forever, NOON, parsed, reading, recordingLog, slice } from './with-source.ts'

/** A database with a failure in each table, and the URL of a role with these grants alone. */
async function asRole(
  grants: string,
  work: (url: string, db: TestDatabase, role: string) => Promise<void>,
): Promise<void> {
  const db = await createDatabase('2026-09')
  const role = `reader_${db.name}`
  try {
    await db.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'reader'; ${grants.replaceAll('ROLE', role)}`)
    const metadata = { status: 'failure', user_api_key_alias: '' }
    await insertSpendLogs(db, spendFailure(NOON, { metadata }))
    await insertErrorLogs(db, errorLog(NOON))
    await insertKey(db, 'sk-test', 'alias')
    const url = new URL(db.url)
    await work(Object.assign(url, { username: role, password: 'reader' }).href, db, role)
  } finally {
    await db.sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    await db.drop()
  }
}

test('the statements of the remedy are all it takes', async () => {
  await asRole('', async (url, db) => {
    await reading(
      db,
      async (source) => {
        const error = await source.tables(forever).catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ code: '42501', retry: false })
        const remedy = error instanceof Error && 'remedy' in error ? String(error.remedy) : ''
        await db.sql(remedy.slice(remedy.indexOf('GRANT')))
        expect(await source.tables(forever)).toEqual(['SpendLogs', 'ErrorLogs'])
        expect(await source.read(slice(), forever)).toMatchObject([{ keyName: 'alias' }])
        const { role, grants } = await source.describe(forever)
        expect(role).toMatchObject({ superuser: false, canWrite: false })
        expect(remedy).toContain(grants)
      },
      { url },
    )
  })
})

test('a right to one table alone is enough for that one', async () => {
  await asRole('GRANT SELECT ON "LiteLLM_ErrorLogs" TO ROLE', async (url, db) => {
    await reading(
      db,
      async (source) => {
        expect(await source.tables(forever)).toEqual(['ErrorLogs'])
        expect(await source.read(slice({ table: 'ErrorLogs' }), forever)).toHaveLength(1)
        await expect(source.read(slice(), forever)).rejects.toMatchObject({ code: '42501' })
        expect((await source.describe(forever)).tables).toMatchObject([
          { table: 'SpendLogs', usability: 'unusable' },
          { table: 'ErrorLogs', usability: 'usable' },
        ])
      },
      { url },
    )
  })
})

test('columns that may not be read are as if they were not there', async () => {
  const columns = 'request_id, "startTime", "endTime", status, model, metadata'
  await asRole(`GRANT SELECT (${columns}) ON "LiteLLM_SpendLogs" TO ROLE`, async (url, db) => {
    await reading(
      db,
      async (source) => {
        const [event] = await source.read(slice(), forever)
        expect(event).toMatchObject({ model: 'openai/gpt-4o', keyName: null, createdAt: null })
        const keys = await source.keys(slice(), forever)
        expect(await source.readKeys(keys, forever)).toEqual([event])
        const [full] = await source.fullRows(keys, forever)
        expect(Object.keys(parsed(full)).toSorted()).toEqual(
          ['request_id', 'startTime', 'endTime', 'status', 'model', 'metadata'].toSorted(),
        )
        const [spend] = (await source.describe(forever)).tables
        expect(spend?.unreadable).toContain('api_key')
      },
      { url },
    )
  })
})

test('failures can be told by the status alone where the metadata may not be read', async () => {
  const columns = 'request_id, "startTime", status'
  await asRole(`GRANT SELECT (${columns}) ON "LiteLLM_SpendLogs" TO ROLE`, async (url, db) => {
    await reading(
      db,
      async (source) => {
        const events = await source.read(slice(), forever)
        expect(events).toMatchObject([{ status: 'failure', time: NOON, errorType: null }])
      },
      { url },
    )
  })
})

test('a right taken away while reading is found at once', async () => {
  const both = 'GRANT SELECT ON "LiteLLM_SpendLogs", "LiteLLM_ErrorLogs" TO ROLE'
  await asRole(both, async (url, db, role) => {
    const log = recordingLog()
    const source = createSource({ url }, log, wallClock)
    expect(await source.read(slice(), forever)).toHaveLength(1)
    await db.sql(`REVOKE SELECT ON "LiteLLM_SpendLogs" FROM ${role}`)
    await expect(source.read(slice(), forever)).rejects.toMatchObject({ code: '42501' })
    expect(await source.tables(forever)).toEqual(['ErrorLogs'])
    expect(log.lines).toContain('LiteLLM_SpendLogs exists but may not be read')
    await source.close()
  })
})
