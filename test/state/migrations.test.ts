import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { copyState } from '../../src/state/location.ts'
import { type Migration, migrate } from '../../src/state/migrations.ts'
import { openSqlite } from '../../src/state/sqlite.ts'
import { MIGRATIONS } from '../../src/state/tables.ts'
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
