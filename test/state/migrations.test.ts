import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { copyState } from '../../src/state/location.ts'
import { type Migration, migrate } from '../../src/state/migrate.ts'
import { MIGRATIONS } from '../../src/state/migrations.ts'
import { openSqlite } from '../../src/state/sqlite.ts'
import { tempFolder } from './open-temp.ts'

const FIRST: Migration = {
  version: 1,
  statements: ['CREATE TABLE a (x BIGINT)', 'INSERT INTO a (x) VALUES (1)'],
}
const SECOND: Migration = {
  version: 2,
  statements: ['ALTER TABLE a ADD COLUMN y BIGINT', 'UPDATE a SET y = x + 1'],
}
const BROKEN: Migration = { version: 3, statements: ['DELETE FROM a', 'UPDATE nowhere SET z = 1'] }

const openFile = () => {
  const path = join(tempFolder(), 'state.db')
  const db = openSqlite(path)
  onTestFinished(() => db.close())
  const keepCopy = (version: number) => copyState(path, `${path}.before-v${version}`)
  return { path, db, options: { path, now: 0, keepCopy } }
}

test('the steps of the schema are numbered without gaps', () => {
  expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, index) => index + 1))
})

test('a new file goes through all steps and leaves no copy', async () => {
  const { path, db, options } = openFile()
  expect(await migrate(db, [FIRST, SECOND], options)).toEqual({ from: 0, to: 2 })
  expect(await db.all('SELECT x, y FROM a')).toMatchObject([{ x: 1, y: 2 }])
  expect(existsSync(`${path}.before-v2`)).toBe(false)
  expect(await migrate(db, [FIRST, SECOND], options)).toEqual({ from: 2, to: 2 })
})

test('an older file is copied before the steps it lacks', async () => {
  const { path, db, options } = openFile()
  await migrate(db, [FIRST], options)
  await migrate(db, [FIRST, SECOND], options)
  const copy = openSqlite(`${path}.before-v2`)
  onTestFinished(() => copy.close())
  expect(await copy.all('SELECT * FROM a')).toEqual([{ x: 1 }])
  expect(await db.all('SELECT * FROM a')).toEqual([{ x: 1, y: 2 }])
})

test('the word that stood for missing names is gone from an older state, names that were so are not', async () => {
  const { db, options } = openFile()
  const [before, after] = [MIGRATIONS.slice(0, 5), MIGRATIONS]
  await migrate(db, before, options)
  await db.run(
    `INSERT INTO groups (fingerprint, version, template, title, error_type, status, fault, first_seen, last_seen, count)
     VALUES ('f', 1, 't', 't', 'unknown', 'failure', 'proxy', 0, 0, 1)`,
  )
  const names = 'group_id, model, provider, key_hash, key_name, team, status, error_type, fault'
  for (const [hash, name] of [
    ['', 'unknown'],
    ['a1b2', 'unknown'],
  ])
    await db.run(
      `INSERT INTO series (${names}) VALUES (1, 'unknown', 'unknown', $1, $2, 'unknown', '500', 'unknown', 'proxy')`,
      [hash ?? '', name ?? ''],
    )
  await db.run(
    `INSERT INTO alerts (id, rule, severity, labels, shown, state, started_at, active_at, observed, threshold, says,
       window_ms, peak, memo, updated_at)
     VALUES ('1', 'r', 'info', '{"provider":"unknown","key":"abc"}', '{"key":"unknown"}', 'firing', 0, 0, 1, 1, '', 1, 1, '', 0)`,
  )
  await migrate(db, after, options)
  expect(await db.all('SELECT model, provider, key_name, team, error_type FROM series')).toEqual([
    { model: '', provider: '', key_name: '', team: '', error_type: '' },
    { model: '', provider: '', key_name: 'unknown', team: '', error_type: '' },
  ])
  expect(await db.all('SELECT error_type, status FROM groups')).toEqual([
    { error_type: '', status: 'failure' },
  ])
  expect(await db.all('SELECT labels FROM alerts')).toEqual([
    { labels: '{"provider":"","key":"abc"}' },
  ])
})

test('a step that fails takes all steps back', async () => {
  const { db, options } = openFile()
  await migrate(db, [FIRST], options)
  await expect(migrate(db, [FIRST, SECOND, BROKEN], options)).rejects.toMatchObject({
    name: 'StateError',
  })
  expect(await db.all('SELECT * FROM a')).toEqual([{ x: 1 }])
  expect(await db.all('SELECT MAX(version) AS version FROM lookout_schema')).toEqual([
    { version: 1 },
  ])
})
